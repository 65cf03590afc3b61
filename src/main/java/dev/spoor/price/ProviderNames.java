package dev.spoor.price;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which provider of the table a sender's word means: OpenTelemetry's names, those of agents'
 * libraries, and what people write.
 */
final class ProviderNames {
  /** Providers whose wire protocol others speak too, so that the name may stand for anyone. */
  private static final Set<String> PROTOCOLS = Set.of("openai", "anthropic");

  /** What passes calls on and sells nothing of its own: the same as no provider. */
  private static final Set<String> GATEWAYS =
      Set.of("litellm", "gateway", "vercel", "portkey", "helicone", "_other", "unknown");

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          entry("claude", "anthropic"),
          entry("claude-code", "anthropic"),
          entry("chatgpt", "openai"),
          entry("codex", "openai"),
          entry("az", "azure"),
          entry("azure_ai", "azure"),
          entry("azure_openai", "azure"),
          entry("az.ai.openai", "azure"),
          entry("az.ai.inference", "azure"),
          entry("bedrock", "aws"),
          entry("aws.bedrock", "aws"),
          entry("amazon-bedrock", "aws"),
          entry("bedrock_converse", "aws"),
          entry("gcp.gen_ai", "google"),
          entry("vertex", "google"),
          entry("vertex_ai", "google"),
          entry("vertexai", "google"),
          entry("gemini", "google"),
          entry("xai", "x-ai"),
          entry("x_ai", "x-ai"),
          entry("x.ai", "x-ai"),
          entry("grok", "x-ai"),
          entry("kimi", "moonshotai"),
          entry("moonshot", "moonshotai"),
          entry("deepseek-ai", "deepseek"),
          entry("mistralai", "mistral"),
          entry("minimaxai", "minimax"),
          entry("fireworks_ai", "fireworks"),
          entry("fireworks-ai", "fireworks"),
          entry("together_ai", "together"),
          entry("togetherai", "together"),
          entry("zhipu", "zhipuai"),
          entry("zhipu_ai", "zhipuai"),
          entry("bigmodel", "zhipuai"),
          entry("z.ai", "zai"),
          entry("z-ai", "zai"),
          entry("zai-org", "zai"),
          entry("voyage", "voyageai"));

  /** Hosts, found anywhere in a name before its maker: Claude on Vertex is Google's to bill. */
  private static final Map<String, String> HOSTS = hosts();

  private final Map<String, Match> rules;

  /**
   * For a table with these providers.
   *
   * @param rules each provider's id, in the table's order, with the rule for its other names
   */
  ProviderNames(Map<String, Match> rules) {
    this.rules = rules;
  }

  private static Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("azure", "azure");
    hosts.put("bedrock", "aws");
    hosts.put("vertex", "google");
    hosts.put("openrouter", "openrouter");
    return hosts;
  }

  /** The word in lower case; null when it names no provider. */
  static @Nullable String said(@Nullable String sent) {
    String word = sent == null ? "" : sent.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() || GATEWAYS.contains(word) ? null : word;
  }

  /** Whether others than the provider with that id go by its name. */
  static boolean isProtocol(String id) {
    return PROTOCOLS.contains(id);
  }

  /** The id for exactly this word, as it stands before a model's name; null when unknown. */
  @Nullable String exact(String lowerCaseWord) {
    return rules.containsKey(lowerCaseWord) ? lowerCaseWord : ALIASES.get(lowerCaseWord);
  }

  /** The id that a sender's word, {@linkplain #said in lower case}, means; null when unknown. */
  @Nullable String find(String word) {
    String exact = exact(word);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> host : HOSTS.entrySet()) {
      if (word.contains(host.getKey())) {
        return host.getValue();
      }
    }
    int dot = word.indexOf('.');
    String beforeDot = dot < 0 ? null : exact(word.substring(0, dot));
    return beforeDot == null ? byRule(word) : beforeDot;
  }

  private @Nullable String byRule(String word) {
    for (Map.Entry<String, Match> rule : rules.entrySet()) {
      if (rule.getValue().find(word) != null) {
        return rule.getKey();
      }
    }
    return null;
  }
}
