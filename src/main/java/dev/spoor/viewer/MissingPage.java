package dev.spoor.viewer;

/**
 * What is shown where there is nothing.
 *
 * @param frame what every page has around it
 * @param mistake what is wrong with the address
 */
record MissingPage(Pages.Frame frame, String mistake) {}
