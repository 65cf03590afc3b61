package dev.spoor.redact;

import java.util.List;

/** Keys of those who serve models, and of the tools around them. */
final class ModelKeys {
  private static final String WORD = "[A-Za-z0-9]";
  private static final String URL_SAFE = "[A-Za-z0-9_-]";

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.key(
              "anthropic-key", "sk-ant-", URL_SAFE + "{20,}", "api03-" + Example.base62(93)),
          RedactionRule.key(
              "openrouter-key", "sk-or-", URL_SAFE + "{20,}", "v1-" + Example.hex(64)),
          RedactionRule.key("langfuse-key", "sk-lf-", "[0-9a-f-]{20,}", "1f0e-" + Example.hex(27)),
          RedactionRule.key(
              "openai-key",
              List.of("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-", "sk-service-"),
              URL_SAFE + "{20,}",
              Example.base62(74)),
          RedactionRule.of(
              "openai-key",
              List.of("sk-"),
              Start.TOKEN,
              "sk-" + WORD + "{32,}",
              Check.MIXED,
              "OpenAI(api_key='sk-" + Example.base62(48) + "')",
              "class=sk-chase-dot-animated-with-delay"),
          RedactionRule.key("openai-session", "sess-", WORD + "{40}", Example.base62(40)),
          RedactionRule.key("groq-key", "gsk_", WORD + "{32,}", Example.base62(52)),
          RedactionRule.key("xai-key", "xai-", WORD + "{40,}", Example.base62(80)),
          RedactionRule.key("perplexity-key", "pplx-", WORD + "{32,}", Example.base62(48)),
          RedactionRule.key("replicate-token", "r8_", WORD + "{32,}", Example.base62(37)),
          RedactionRule.key("huggingface-token", "hf_", WORD + "{30,}", Example.base62(34)),
          RedactionRule.key("huggingface-token", "api_org_", WORD + "{30,}", Example.base62(34)),
          RedactionRule.key("cerebras-key", "csk-", WORD + "{32,}", Example.lower(48)),
          RedactionRule.key("fireworks-key", "fw_", WORD + "{22,}", Example.base62(24))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key("together-key", "tgp_v1_", URL_SAFE + "{32,}", Example.base62(43)),
          RedactionRule.key("nvidia-key", "nvapi-", URL_SAFE + "{40,}", Example.base62(64)),
          RedactionRule.key("tavily-key", "tvly-", URL_SAFE + "{24,}", Example.base62(32)),
          RedactionRule.key("firecrawl-key", "fc-", "[0-9a-f]{32}", Example.hex(32))
              .with(Start.TOKEN, Check.MIXED),
          RedactionRule.key("elevenlabs-key", "sk_", "[0-9a-f]{48}", Example.hex(48)),
          RedactionRule.key("pinecone-key", "pcsk_", "[A-Za-z0-9_]{40,}", Example.base62(70)),
          RedactionRule.key(
              "langsmith-key",
              List.of("lsv2_pt_", "lsv2_sk_"),
              "[0-9a-f]{32}_[0-9a-f]{10}",
              Example.hex(32) + "_" + Example.hex(10)),
          RedactionRule.key("wandb-key", "wandb_v1_", "[A-Za-z0-9_]{40,}", Example.base62(77)),
          RedactionRule.key(
              "vercel-token",
              List.of("vck_", "vcp_", "vci_", "vca_", "vcr_"),
              WORD + "{24,}",
              Example.base62(56)),
          RedactionRule.named("mistral-key", "mistral", WORD + "{32}", Example.base62(32)),
          RedactionRule.named("cohere-key", "cohere", WORD + "{40}", Example.base62(40)),
          RedactionRule.named("azure-openai-key", "azure", WORD + "{32,84}", Example.hex(32)));

  private ModelKeys() {}
}
