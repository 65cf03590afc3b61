package dev.spoor.http;

/** What a route says to a request: at once, later, or through a servlet. */
public sealed interface Answer permits Response, LateAnswer, ServletAnswer {}
