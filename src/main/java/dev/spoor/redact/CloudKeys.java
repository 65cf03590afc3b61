package dev.spoor.redact;

import java.util.List;

/** Keys of those who rent out machines, storage and networks. */
final class CloudKeys {
  private static final String WORD = "[A-Za-z0-9]";
  private static final String URL_SAFE = "[A-Za-z0-9_-]";
  private static final String BASE64 = "[A-Za-z0-9/+=]";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.key(
              "aws-access-key-id",
              List.of("AKIA", "ASIA", "ABIA", "ACCA"),
              "[A-Z0-9]{16}\\b",
              Example.upper(16)),
          RedactionRule.of(
              "aws-secret-access-key",
              List.of("secret_access_key", "secretaccesskey", "secret access key", "aws_secret"),
              Start.NAME,
              "(?i:(?:aws_secret[a-z_]{0,12}|secret[_ ]?access[_ ]?key)(?:[ \\t]{0,2}\\[None\\])?)"
                  + Assignments.BINDING
                  + "("
                  + BASE64
                  + "{40})(?:[^A-Za-z0-9/+=]|$)",
              Check.NONE,
              "\"SecretAccessKey\": \"" + Example.base62(20) + "/" + Example.base62(19) + "\"",
              "aws_secret_access_key = get_parameter('/prod/key')"),
          RedactionRule.of(
              "aws-session-token",
              List.of("session_token", "sessiontoken"),
              Start.NAME,
              "(?i:session_?token)" + Assignments.BINDING + "(" + BASE64 + "{100,})",
              Check.NONE,
              "AWS_SESSION_TOKEN=" + Example.base62(300),
              "AWS_SESSION_TOKEN=$TOKEN"),
          RedactionRule.key("aws-bedrock-key", "ABSK", BASE64 + "{100,}", Example.base62(128)),
          RedactionRule.key(
              "aws-bedrock-key", "bedrock-api-key-", BASE64 + "{60,}", Example.base62(128)),
          RedactionRule.key("google-api-key", "AIza", URL_SAFE + "{35}", Example.base62(35)),
          RedactionRule.key("google-oauth-token", "ya29.", URL_SAFE + "{20,}", Example.base62(100)),
          RedactionRule.key(
              "google-client-secret", "GOCSPX-", URL_SAFE + "{24,}", Example.base62(28)),
          RedactionRule.key("google-refresh-token", "1//0", URL_SAFE + "{40,}", Example.base62(60)),
          RedactionRule.of(
              "azure-storage-key",
              List.of("accountkey=", "sharedaccesskey="),
              Start.WORD,
              "(?i:accountkey|sharedaccesskey)=(" + BASE64 + "{40,})",
              Check.NONE,
              "AccountName=a;Account" + "Key=" + Example.base62(86) + "==;EndpointSuffix=b",
              "AccountKey=<your account key>;"),
          RedactionRule.of(
              "azure-sas-signature",
              List.of("sig="),
              Start.WORD,
              "sig=([A-Za-z0-9%+/]{43,}={0,2})",
              Check.MIXED,
              "https://a.blob.core.windows.net/b?sv=2024-11-04&sig=" + Example.base62(43) + "%3D",
              "?sig=short&se=2026"),
          RedactionRule.key(
              "digitalocean-token",
              List.of("dop_v1_", "doo_v1_", "dor_v1_"),
              "[0-9a-f]{64}",
              Example.hex(64)),
          RedactionRule.key("databricks-token", "dapi", "[0-9a-f]{32}(?:-[0-9])?", Example.hex(32)),
          RedactionRule.named(
              "cloudflare-token", "cloudflare", URL_SAFE + "{37,53}", Example.base62(40)),
          RedactionRule.key(
              "cloudflare-origin-key",
              "v1.0-",
              "[0-9a-f]{24}-[0-9a-f]{146}",
              Example.hex(24) + "-" + Example.hex(146)),
          RedactionRule.named("vercel-token", "vercel", WORD + "{24}", Example.base62(24)),
          RedactionRule.key(
              "vercel-blob-token", "vercel_blob_rw_", "[A-Za-z0-9_]{24,}", Example.base62(48)),
          RedactionRule.named(
              "heroku-key",
              "heroku",
              "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
              "0a1b2c3d-1111-4222-8333-0a1b2c3d4e5f"),
          RedactionRule.key("heroku-key", "HRKU-", URL_SAFE + "{36,}", Example.base62(60)),
          RedactionRule.key(
              "fly-token",
              List.of("fm2_", "fm1r_", "fm1a_"),
              "[A-Za-z0-9+/]{100,}={0,3}",
              Example.base62(160)),
          RedactionRule.key("netlify-token", "nfp_", WORD + "{36,}", Example.base62(36)),
          RedactionRule.key("render-key", "rnd_", WORD + "{24,}", Example.base62(32)),
          RedactionRule.key("alibaba-access-key-id", "LTAI", WORD + "{20}\\b", Example.base62(20)),
          RedactionRule.key(
              "vault-token", List.of("hvs.", "hvb."), URL_SAFE + "{24,}", Example.base62(95)),
          RedactionRule.of(
              "terraform-token",
              List.of(".atlasv1."),
              Start.ANYWHERE,
              "\\.atlasv1\\.(" + URL_SAFE + "{40,})",
              Check.NONE,
              Example.base62(14) + ".atlasv1." + Example.base62(67),
              "the token has the form name.atlasv1.secret"),
          RedactionRule.key("pulumi-token", "pul-", "[0-9a-f]{40}\\b", Example.hex(40)),
          RedactionRule.key(
              "doppler-token",
              List.of("dp.pt.", "dp.st.", "dp.sa.", "dp.ct.", "dp.scim.", "dp.audit."),
              "[A-Za-z0-9._-]{40,}",
              Example.base62(43)),
          RedactionRule.key(
              "planetscale-token",
              List.of("pscale_tkn_", "pscale_pw_", "pscale_oauth_"),
              "[A-Za-z0-9=._-]{32,}",
              Example.base62(43)),
          RedactionRule.key(
              "supabase-key",
              List.of("sbp_", "sb_secret_"),
              "[A-Za-z0-9_]{31,}",
              Example.base62(40)),
          RedactionRule.key("neon-key", "napi_", WORD + "{40,}", Example.base62(64)));

  private CloudKeys() {}
}
