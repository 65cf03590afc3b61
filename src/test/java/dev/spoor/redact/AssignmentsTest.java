package dev.spoor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets without a form of their own, where people write them; {@code #} stands for one. */
final class AssignmentsTest {
  private static final Redactor ON = new Redactor(RedactionMode.ON);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "export DATADOG_APP_KEY=# | generic-api-key",
        "api_key: # | generic-api-key",
        "  apiKey = '#'; | generic-api-key",
        "config[\"api-key\"] = \"#\" | generic-api-key",
        "headers.set(\"X-Api-Key\", \"#\") | generic-api-key",
        "X-API-Key: # | generic-api-key",
        "https://example.org/v1?api_key=#&page=2 | generic-api-key",
        "const key = process.env.API_KEY || \"#\" | generic-api-key",
        "<apiKey>#</apiKey> | generic-api-key",
        "\"client_secret\":\"#\", | generic-secret",
        "SECRET_KEY_BASE=# | generic-secret",
        "{\\\"secret\\\":\\\"#\\\"} | generic-secret",
        "{\\\\\\\"accessToken\\\\\\\": \\\\\\\"#\\\\\\\"} | generic-token",
        "refresh_token=#&grant_type=x | generic-token",
        "private-token: # | generic-token",
        "STRIPE_KEY=# | environment-key",
        "Authorization: # | authorization-header",
        "-H \"Authorization: Token #\" | authorization-header",
        "\"authorization\":\"ApiKey #\" | authorization-header",
        "Bearer # | bearer-token"
      })
  void key_isReplaced(String line, String rule) {
    assertReplaced(line, Example.base62(32), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "DB_PASSWORD=# | generic-password",
        "password: # | generic-password",
        "\"password\":\"#\" | generic-password",
        "{\\\"password\\\": \\\"#\\\"} | generic-password",
        "Server=db;User Id=sa;Password=#;Encrypt=true | generic-password",
        "<password>#</password> | generic-password",
        "PGPASSWORD=# psql | generic-password",
        "mysql -u root --password=# | generic-password",
        "deploy --password # --force | command-line-secret",
        "curl -u admin:# https://example.org | curl-password",
        "{\\\"command\\\":\\\"curl -s --user \\\\\\\"me:#\\\\\\\" https://example.org\\\"} | curl-password",
        "mongodb+srv://app:#@cluster0.example.net/test | url-password",
        "https:\\/\\/me:#@example.org\\/repo.git | url-password"
      })
  void password_isReplaced(String line, String rule) {
    assertReplaced(line, "hunter" + "2pass", rule);
  }

  private static void assertReplaced(String line, String secret, String rule) {
    assertEquals(
        line.replace("#", "[redacted:" + rule + "]"), ON.text(line.replace("#", secret)).value());
  }
}
