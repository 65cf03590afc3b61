package dev.spoor.redact;

import java.util.List;

/** Secrets in a form of their own that no single provider has. */
final class Credentials {
  /** Anything but quotes and other escapes than line ends, up to the next row of hyphens. */
  private static final String PEM_BODY = "(?:[^-\"'`\\\\]|-[^-\"'`\\\\]|\\\\+[nrt])*?";

  private static final String PEM_LINES = "(?:(?:\\s|\\\\+[nrt]){1,8}[A-Za-z0-9+/=]{16,})+";
  private static final String PEM_NAME = "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.of(
              "private-key",
              List.of("-----BEGIN"),
              Start.ANYWHERE,
              "-----BEGIN "
                  + PEM_NAME
                  + "(?:"
                  + PEM_BODY
                  + "-----END "
                  + PEM_NAME
                  + "|"
                  + PEM_LINES
                  + ")",
              Check.NONE,
              "-----BEGIN RSA PRIVATE"
                  + " KEY-----\n"
                  + Example.base62(64)
                  + "\n-----END RSA PRIVATE KEY-----",
              "-----BEGIN CERTIFICATE-----\n" + Example.base62(64) + "\n-----END CERTIFICATE-----"),
          RedactionRule.of(
              "private-key",
              List.of("Private-Lines:"),
              Start.ANYWHERE,
              "Private-Lines: [0-9]+(" + PEM_LINES + ")",
              Check.NONE,
              "PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n" + Example.base62(64),
              "Private-Lines: 14 follow"),
          RedactionRule.of(
              "jwt",
              List.of("eyJ"),
              Start.TOKEN,
              "eyJ[A-Za-z0-9_-]{8,}\\.(?:eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?"
                  + "|[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)",
              Check.NONE,
              "id: ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0In0." + Example.base62(43),
              "src=\"data:application/json;base64,ey" + "JhbGciOiJIUzI1NiJ9\""),
          RedactionRule.of(
              "url-password",
              List.of("://", ":\\/\\/"),
              Start.ANYWHERE,
              ":(?://|\\\\+/\\\\+/)[^\\s/:@\"'`\\\\?#<>]*:([^\\s/@\"'`\\\\]+)@",
              Check.NOT_TEMPLATE,
              "postgres://app:" + "s3cr3t" + "@db:5432/app",
              "https://example.org:8080/@scope/name, postgres://app:${PASSWORD}@db/app"),
          RedactionRule.of(
              "authorization-header",
              List.of("authorization"),
              Start.NAME,
              "(?i:authorization)"
                  + Assignments.BINDING
                  + "(?i:(?:bearer|basic|token|bot|key|apikey|api-key|negotiate|splunk)[ \\t]+)?"
                  + "([A-Za-z0-9._~+/=:-]{8,})",
              Check.UNLIKE_A_WORD,
              "Authorization: Token " + Example.base62(24),
              "\"authorization\": \"required\", authorization: userToken.value"),
          RedactionRule.of(
              "bearer-token",
              List.of("bearer"),
              Start.WORD,
              "(?i:bearer)(?:[ \\t]+|%20)([A-Za-z0-9._~+/-]{12,}=*)",
              Check.UNLIKE_A_WORD,
              "-H 'Bearer " + Example.base62(32) + "'",
              "use bearer authentication for this"),
          RedactionRule.of(
              "basic-credentials",
              List.of("basic"),
              Start.WORD,
              "(?i:basic)(?:[ \\t]+|%20)([A-Za-z0-9+/]{6,}={0,2})",
              Check.BASIC_CREDENTIALS,
              "Basic " + "YWRtaW46" + "aHVudGVyMg==",
              "Basic understanding of Basic programming"));

  private Credentials() {}
}
