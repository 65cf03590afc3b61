package dev.spoor.model;

/**
 * How far a file of another program was imported.
 *
 * @param path where it is, absolute
 * @param offset how many of its bytes were read, from the first
 * @param fingerprint tells whether these bytes are still the same; made and read by whoever imports
 *     the file
 */
public record FileMark(String path, long offset, String fingerprint) {}
