package dev.spoor.redact;

import java.util.List;

/**
 * Secrets that only the name before them gives away: {@code password=...}, {@code "token": "..."}.
 */
final class Assignments {
  private static final String QUOTE = "\\\\*[\"'`]";
  private static final String BLANKS = "[ \\t]{0,8}";

  /** What stands between a name and its value; a quotation mark may close the name before. */
  private static final String SIGN =
      "(?:" + QUOTE + "\\]?|\\])?" + BLANKS + "(?:=>|:=|={1,3}|[:>]|\\|\\|)" + BLANKS;

  /**
   * What stands between a name and the first character of its value in programs, settings, JSON,
   * XML and headers. In JSON inside of text quotation marks are escaped, even repeatedly.
   */
  static final String BINDING =
      "(?:" + SIGN + "(?:" + QUOTE + ")?|" + QUOTE + "," + BLANKS + "(?:" + QUOTE + "value" + QUOTE
          + ":" + BLANKS + ")?" + QUOTE + ")";

  private static final String VALUE = "([A-Za-z0-9+/_=.~:!@#$%^*?-]{16,})";

  /** With quotes around it a password may hold nearly anything, escapes included. */
  private static final String PASSWORD =
      "(?:\"((?:[^\"\\\\\\s]|\\\\[^\\s])+)\"|'([^'\"\\\\\\s]+)'"
          + "|\\\\+[\"']([^\"'\\\\\\s]+)\\\\+[\"']"
          + "|([A-Za-z0-9+/_=.~!@#$%^*?-]{6,}))";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.of(
              "generic-api-key",
              List.of(
                  "api_key",
                  "apikey",
                  "api-key",
                  "api key",
                  "access_key",
                  "access-key",
                  "accesskey",
                  "auth_key",
                  "authkey",
                  "private_key",
                  "privatekey",
                  "signing_key",
                  "signingkey",
                  "encryption_key",
                  "encryptionkey",
                  "master_key",
                  "masterkey",
                  "account_key",
                  "accountkey",
                  "subscription-key",
                  "license_key",
                  "service_key",
                  "app_key",
                  "appkey"),
              Start.NAME,
              "(?i:[a-z]{3,12}[_ -]?key[a-z0-9_.-]{0,24})" + BINDING + VALUE,
              Check.RANDOM,
              "\"api_key\": \"" + Example.base62(32) + "\"",
              "\"api_key\": \"550e8400-e29b-41d4-a716-446655440000\""),
          RedactionRule.of(
              "generic-token",
              List.of("token"),
              Start.NAME,
              "(?i:token[a-z0-9_.-]{0,24})" + BINDING + VALUE,
              Check.RANDOM,
              "ACCESS_TOKEN=" + Example.base62(40),
              "max_tokens: 4096, \"token\": \"claude-sonnet-4-5-20250929\""),
          RedactionRule.of(
              "generic-secret",
              List.of("secret", "credential"),
              Start.NAME,
              "(?i:(?:secret|credential)[a-z0-9_-]{0,24})" + BINDING + VALUE,
              Check.RANDOM,
              "client_secret: '" + Example.base62(40) + "'",
              "secretName: my-service-credentials-v2"),
          RedactionRule.of(
              "environment-key",
              List.of("_key="),
              Start.NAME,
              "_KEY=(?:" + QUOTE + ")?" + VALUE,
              Check.RANDOM,
              "export EXAMPLE_KEY=" + Example.base62(32),
              "CACHE_KEY=node-modules-v3"),
          RedactionRule.of(
              "generic-password",
              List.of("password", "passwd", "passphrase", "pwd"),
              Start.NAME,
              "(?i:(?:password|passwd|passphrase|pwd)[a-z0-9_.]{0,24})" + SIGN + PASSWORD,
              Check.PASSWORD,
              "DB_PASSWORD=" + "Tr0ub4dor" + "&3",
              "password: string; passwordConfirmation = form.password2"),
          RedactionRule.of(
              "command-line-secret",
              List.of("--password", "--token", "--api-key", "--secret", "--access-token", "--pass"),
              Start.WORD,
              "--(?:password|pass|token|api-key|secret|access-token)[ =](?:"
                  + QUOTE
                  + ")?([^\\s\"'`\\\\]{6,})",
              Check.PASSWORD,
              "deploy --password " + "hunter2" + "hunter2",
              "deploy --password $DEPLOY_PASSWORD"),
          RedactionRule.of(
              "curl-password",
              List.of("-u ", "-u'", "-u\"", "--user "),
              Start.CURL_OPTION,
              "(?:-u|--user)[ =]{0,4}(?:" + QUOTE + ")?[^\\s:\"'\\\\]{1,80}:([^\\s\"'\\\\]+)",
              Check.NOT_TEMPLATE,
              "curl -s -u admin:" + "hunter2" + " https://example.org",
              "curl -u admin:$PASSWORD https://example.org"));

  private Assignments() {}
}
