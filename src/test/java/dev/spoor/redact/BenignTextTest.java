package dev.spoor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BenignTextTest {
  private static final Redactor ON = new Redactor(RedactionMode.ON);
  private static final Path SAMPLES = Path.of("src/test/resources/samples");

  static List<Path> transcripts() throws IOException {
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(SAMPLES.resolve("atif/kimi")),
            Files.walk(SAMPLES.resolve("claude-code/spotter")))) {
      return files.filter(file -> file.toString().matches(".*\\.jsonl?")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void transcript_ofARealSession_holdsNoSecret(Path transcript) throws IOException {
    Map<String, Integer> found = new TreeMap<>(ON.text(Files.readString(transcript)).byRule());

    assertEquals(Map.of(), found);
  }

  @Test
  void transcripts_areThere() throws IOException {
    assertTrue(transcripts().size() >= 18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit 0af7651916cd43dd8448eb211c80319c0af76519",
        "session_id=550e8400-e29b-41d4-a716-446655440000",
        "\"token\": \"550e8400-e29b-41d4-a716-446655440000\"",
        "\"integrity\": \"sha512-WQIptLbe0gAyAJuiUyqXkVlxFhsGtxHKhFQvIbvvPxYJ5Nu1sXQbFGr8uTx0nqMmQhBhdnIbjmJbdRpgUTJqSQ==\"",
        "resolved \"https://registry.yarnpkg.com/@babel/core/-/core-7.24.0.tgz#56cbda6b185ae9d9bed369816a8f4423c5f2ff1b\"",
        "checksum = \"d1a8d6b4d1d1a1a2b0a5f2b7c5e9a2c2d1e8b7c6a5f4e3d2c1b0a9f8e7d6c5b4\"",
        "<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\">",
        "!function(e,t){\"object\"==typeof exports?module.exports=t():e.tokenizer=t(),e.password=n.password2}(this,function(){return a1b2c3(d4)})",
        "max_tokens=4096, token_count: 128000, tokens_per_second=55.20183746192837",
        "token = tokenizer.encode(text)[0]; secret = get_secret('prod/db/password1')",
        "password: string; password?: string | undefined; password = input('Password: ')",
        "\"type\": \"password\", \"autocomplete\": \"current-password\"",
        "\"password\": \"#/definitions/Password1\"",
        "API_KEY=your_api_key_1234567890abcdef, api_key: process.env.OPENAI_API_KEY",
        "apiKey: ${{ secrets.NPM_TOKEN }}, token: ${GITHUB_TOKEN_2}",
        "sk-learn, sk-container-id-1, task-0123456789abcdefghij0123456789abcdef",
        "git@github.com:spoor/spoor.git https://example.org:8443/@scope/package",
        "Authorization: Bearer <token>, Authorization: Bearer ${TOKEN}, authorization: optional",
        "basic authentication, Basic Example, bearer of bad news and other messages",
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQm9n\n-----END CERTIFICATE-----",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@host",
        "AKIA is how such ids begin, ghp_ too, hf_transformers_are_all_you_need",
        "npm_config_registry=https://registry.npmjs.org/ npm_package_version=1.2.3",
        "0x7ffe5b0c1a2b4d6e8f0a1c3e5d7b9f2a4c6e8d0b eyJ is base64 of {\"",
        "docker run -u 1000:1000 -e A=b image; curl -sS https://example.org/a:b",
        "\"cache_key\": \"node-modules-d41d8cd98f00b204e9800998ecf8427e\"",
        "projects/my-project/secrets/db-password/versions/12",
        "model: claude-sonnet-4-5-20250929, secretName: my-app-tls-2026-credentials"
      })
  void line_ofEverydayWork_stays(String line) {
    assertEquals(line, ON.text(line).value());
  }
}
