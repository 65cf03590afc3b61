package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * The code a run worked on.
 *
 * @param repository its address or path
 * @param branch the branch that was checked out
 * @param commit the commit that was checked out, as hex
 */
public record Git(@Nullable String repository, @Nullable String branch, @Nullable String commit) {}
