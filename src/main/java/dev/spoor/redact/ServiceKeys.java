package dev.spoor.redact;

import java.util.List;

/** Keys of those who send messages, take payments, watch programs or keep documents. */
final class ServiceKeys {
  private static final String WORD = "[A-Za-z0-9]";
  private static final String URL_SAFE = "[A-Za-z0-9_-]";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.key(
              "slack-token",
              List.of(
                  "xoxb-",
                  "xoxa-",
                  "xoxp-",
                  "xoxr-",
                  "xoxs-",
                  "xoxe-",
                  "xoxe.xox",
                  "xoxc-",
                  "xoxd-",
                  "xapp-"),
              "[A-Za-z0-9%./+-]{10,}",
              "123456789012-1234567890123-" + Example.base62(24)),
          RedactionRule.of(
              "slack-webhook",
              List.of("hooks.slack.com"),
              Start.ANYWHERE,
              "hooks\\.slack\\.com\\\\*/(?:services|workflows|triggers)"
                  + "\\\\*/([A-Za-z0-9+]+(?:\\\\*/[A-Za-z0-9+]+)+)",
              Check.NONE,
              "https://hooks.slack.com/services"
                  + "/T"
                  + Example.upper(8)
                  + "/B"
                  + Example.upper(8)
                  + "/"
                  + Example.base62(24),
              "https://hooks.slack.com/services/"),
          RedactionRule.of(
              "discord-webhook",
              List.of("discord.com", "discordapp.com"),
              Start.ANYWHERE,
              "discord(?:app)?\\.com\\\\*/api\\\\*/webhooks\\\\*/[0-9]+\\\\*/("
                  + URL_SAFE
                  + "{32,})",
              Check.NONE,
              "https://discord.com/api/webhooks/123456789012345678/" + Example.base62(68),
              "https://discord.com/api/webhooks/{id}/{token}"),
          RedactionRule.named(
              "discord-token",
              "discord",
              "[MNO][A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,}",
              "M" + Example.base62(23) + "." + Example.base62(6) + "." + Example.base62(38)),
          RedactionRule.of(
              "teams-webhook",
              List.of("webhook.office.com"),
              Start.ANYWHERE,
              "webhook\\.office\\.com\\\\*/webhookb2\\\\*/([A-Za-z0-9@/\\\\-]*[A-Za-z0-9])",
              Check.NONE,
              "https://a.webhook.office.com/webhookb2/"
                  + Example.hex(32)
                  + "/IncomingWebhook/"
                  + Example.hex(32),
              "https://a.webhook.office.com/webhookb2/"),
          RedactionRule.of(
              "telegram-token",
              List.of(":AA"),
              Start.AFTER_DIGIT,
              ":(AA" + URL_SAFE + "{32,})",
              Check.NONE,
              "bot123456789:AA" + Example.base62(33),
              "at 10:AA"),
          RedactionRule.key(
              "stripe-key",
              List.of("sk_live_", "rk_live_", "sk_test_", "rk_test_", "sk_prod_", "rk_prod_"),
              WORD + "{16,}",
              Example.base62(24)),
          RedactionRule.key("webhook-secret", "whsec_", "[A-Za-z0-9+/=]{24,}", Example.base62(32)),
          RedactionRule.key("twilio-key", "SK", "[0-9a-f]{32}\\b", Example.hex(32))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.named("twilio-token", "twilio", "[0-9a-f]{32}", Example.hex(32)),
          RedactionRule.key(
              "sendgrid-key",
              "SG.",
              URL_SAFE + "{16,32}\\." + URL_SAFE + "{32,64}",
              Example.base62(22) + "." + Example.base62(43)),
          RedactionRule.key("mailgun-key", "key-", "[0-9a-f]{32}\\b", Example.hex(32))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key(
              "brevo-key",
              List.of("xkeysib-", "xsmtpsib-"),
              "[0-9a-f]{64}-" + WORD + "{16}",
              Example.hex(64) + "-" + Example.base62(16)),
          RedactionRule.key(
                  "resend-key",
                  "re_",
                  WORD + "{8}_" + WORD + "{20,}",
                  Example.base62(8) + "_" + Example.base62(24))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key(
              "shopify-token",
              List.of("shpat_", "shpca_", "shppa_", "shpss_"),
              "[0-9a-fA-F]{32}",
              Example.hex(32)),
          RedactionRule.key(
              "square-token",
              List.of("sq0atp-", "sq0csp-"),
              URL_SAFE + "{22,}",
              Example.base62(43)),
          RedactionRule.key(
                  "facebook-token", List.of("EAAC", "EAAM"), WORD + "{150,}", Example.base62(160))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key(
              "linear-key",
              List.of("lin_api_", "lin_oauth_", "lin_wh_"),
              WORD + "{32,}",
              Example.base62(40)),
          RedactionRule.key("notion-token", "ntn_", WORD + "{40,}", Example.base62(46)),
          RedactionRule.key("notion-token", "secret_", WORD + "{43}\\b", Example.base62(43)),
          RedactionRule.key(
              "airtable-token",
              "pat",
              WORD + "{14}\\.[0-9a-f]{64}",
              Example.base62(14) + "." + Example.hex(64)),
          RedactionRule.key(
              "figma-token", List.of("figd_", "figu_"), URL_SAFE + "{40,}", Example.base62(40)),
          RedactionRule.key("dropbox-token", "sl.", "[A-Za-z0-9_=-]{100,}", Example.base62(135)),
          RedactionRule.key(
              "onepassword-token",
              "ops_",
              "eyJ[A-Za-z0-9+/_-]{100,}={0,3}",
              "ey" + "J" + Example.base62(250)),
          RedactionRule.key(
              "age-secret-key", "AGE-SECRET-KEY-1", "[A-Z0-9]{58}", Example.upper(58)),
          RedactionRule.key(
              "grafana-token",
              List.of("glsa_", "glc_"),
              "[A-Za-z0-9+/_]{32,}={0,3}",
              Example.base62(41)),
          RedactionRule.key(
              "newrelic-key", List.of("NRAK-", "NRII-"), URL_SAFE + "{27,}", Example.upper(27)),
          RedactionRule.named(
              "datadog-key", "datadog", "[0-9a-f]{32}|[0-9a-f]{40}", Example.hex(32)),
          RedactionRule.key(
              "dynatrace-token",
              "dt0c01.",
              "[A-Z0-9]{24}\\.[A-Z0-9]{64}",
              Example.upper(24) + "." + Example.upper(64)),
          RedactionRule.key("posthog-key", "phx_", WORD + "{40,}", Example.base62(44)),
          RedactionRule.key(
              "mapbox-token",
              "sk.eyJ",
              "[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{16,}",
              Example.base62(60) + "." + Example.base62(22)),
          RedactionRule.named("algolia-key", "algolia", "[0-9a-f]{32}", Example.hex(32)));

  private ServiceKeys() {}
}
