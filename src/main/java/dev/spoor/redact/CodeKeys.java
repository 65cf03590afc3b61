package dev.spoor.redact;

import java.util.List;

/** Keys of those who host, build and distribute code. */
final class CodeKeys {
  private static final String WORD = "[A-Za-z0-9]";
  private static final String URL_SAFE = "[A-Za-z0-9_-]";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.key("spoor-token", "spoor_", WORD + "{36}\\b", Example.base62(36)),
          RedactionRule.key(
              "github-token",
              List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
              "[A-Za-z0-9_]{36,}(?:\\.[A-Za-z0-9_-]{16,}){0,2}",
              Example.base62(36)),
          RedactionRule.key(
              "github-token",
              "github_pat_",
              "[A-Za-z0-9_]{36,}",
              Example.base62(22) + "_" + Example.base62(59)),
          RedactionRule.key(
              "gitlab-token",
              List.of(
                  "glpat-",
                  "glptt-",
                  "gldt-",
                  "glrt-",
                  "glrtr-",
                  "glcbt-",
                  "glft-",
                  "glimt-",
                  "glagent-",
                  "gloas-",
                  "glffct-",
                  "glsoat-",
                  "GR1348941"),
              URL_SAFE + "{20,}(?:\\.[0-9a-z]{2}\\.?[0-9a-z]{7})?",
              Example.base62(20)),
          RedactionRule.key("npm-token", "npm_", WORD + "{36}", Example.base62(36)),
          RedactionRule.of(
              "npmrc-credential",
              List.of("_authtoken", "_auth", "_password"),
              Start.ANYWHERE,
              "(?:_authToken|_auth|_password)[ \\t]?=[ \\t]?\"?([A-Za-z0-9+/=_.-]{12,})",
              Check.MIXED,
              "//npm.example.org/:_authToken=" + Example.base62(30),
              "//registry.npmjs.org/:_authToken=${NPM_TOKEN}"),
          RedactionRule.key(
              "pypi-token", "pypi-", URL_SAFE + "{50,}", "AgEIcHlwaS5vcmc" + Example.base62(120)),
          RedactionRule.key("rubygems-key", "rubygems_", "[0-9a-f]{48}", Example.hex(48)),
          RedactionRule.key("crates-token", "cio", WORD + "{32}\\b", Example.base62(32))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key("nuget-key", "oy2", "[a-z0-9]{43}\\b", Example.lower(43)),
          RedactionRule.key(
              "docker-token",
              List.of("dckr_pat_", "dckr_oat_"),
              URL_SAFE + "{24,}",
              Example.base62(27)),
          RedactionRule.key("artifactory-key", "AKCp", WORD + "{69}\\b", Example.base62(69)),
          RedactionRule.key("clojars-token", "CLOJARS_", "[a-z0-9]{60}", Example.lower(60)),
          RedactionRule.key(
              "atlassian-token",
              List.of("ATATT3", "ATCTT3", "ATBB", "ATSTT3"),
              "[A-Za-z0-9_=-]{24,}",
              Example.base62(186)),
          RedactionRule.key("buildkite-token", "bkua_", "[0-9a-f]{40}", Example.hex(40)),
          RedactionRule.key(
              "circleci-token",
              List.of("CCIPAT_", "CCIPRJ_"),
              "[A-Za-z0-9_]{40,}",
              Example.base62(63)),
          RedactionRule.key(
              "sonar-token", List.of("sqp_", "squ_", "sqa_"), "[0-9a-f]{40}", Example.hex(40)),
          RedactionRule.named(
              "snyk-token",
              "snyk",
              "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
              "0a1b2c3d-1111-4222-8333-0a1b2c3d4e5f"),
          RedactionRule.key("prefect-key", "pnu_", WORD + "{36}", Example.base62(36)),
          RedactionRule.key(
              "postman-key",
              "PMAK-",
              "[0-9a-f]{24}-[0-9a-f]{34}",
              Example.hex(24) + "-" + Example.hex(34)),
          RedactionRule.key(
              "sourcegraph-token",
              "sgp_",
              "(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}",
              Example.hex(40)),
          RedactionRule.key(
              "sentry-token",
              List.of("sntrys_", "sntryu_"),
              "[A-Za-z0-9+/=_]{40,}",
              Example.hex(64)),
          RedactionRule.key("openshift-token", "sha256~", URL_SAFE + "{43}", Example.base62(43)));

  private CodeKeys() {}
}
