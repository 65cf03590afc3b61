/**
 * Grading runs: checks, their verdicts and the gate over them. What is seen while a run is going
 * belongs to {@code watch}; storing and reading runs does not belong here.
 */
@NullMarked
package dev.spoor.evals;

import org.jspecify.annotations.NullMarked;
