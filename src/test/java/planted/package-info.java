/**
 * A small house whose every class says which rule it breaks; {@code ArchitectureTest} holds the
 * rules to that. Nothing else belongs here.
 */
package planted;
