package dev.spoor.codec.dialect;

import static java.util.Map.entry;

import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span is. Its attributes are asked in this order, and the first with a word we know
 * answers; the span's name is trusted only where a dialect has nothing else.
 */
final class Kinds {
  private static final Map<String, SpanKind> LANGFUSE =
      Map.ofEntries(
          entry("span", SpanKind.INTERNAL),
          entry("event", SpanKind.INTERNAL),
          entry("generation", SpanKind.LLM),
          entry("embedding", SpanKind.EMBEDDING),
          entry("agent", SpanKind.AGENT),
          entry("tool", SpanKind.TOOL),
          entry("chain", SpanKind.CHAIN),
          entry("retriever", SpanKind.RETRIEVAL),
          entry("guardrail", SpanKind.GUARDRAIL),
          entry("evaluator", SpanKind.EVAL));

  /** OpenInference, MLflow, LangSmith and Traceloop, which share their words. */
  private static final Map<String, SpanKind> COMMON =
      Map.ofEntries(
          entry("llm", SpanKind.LLM),
          entry("chat_model", SpanKind.LLM),
          entry("chain", SpanKind.CHAIN),
          entry("workflow", SpanKind.CHAIN),
          entry("task", SpanKind.CHAIN),
          entry("agent", SpanKind.AGENT),
          entry("tool", SpanKind.TOOL),
          entry("retriever", SpanKind.RETRIEVAL),
          entry("embedding", SpanKind.EMBEDDING),
          entry("reranker", SpanKind.RERANK),
          entry("guardrail", SpanKind.GUARDRAIL),
          entry("evaluator", SpanKind.EVAL),
          entry("prompt", SpanKind.INTERNAL),
          entry("parser", SpanKind.INTERNAL));

  private static final Map<String, SpanKind> REQUESTS =
      Map.of(
          "chat", SpanKind.LLM,
          "completion", SpanKind.LLM,
          "embedding", SpanKind.EMBEDDING,
          "rerank", SpanKind.RERANK);

  private static final Map<String, SpanKind> OPERATIONS =
      Map.ofEntries(
          entry("chat", SpanKind.LLM),
          entry("generate_content", SpanKind.LLM),
          entry("text_completion", SpanKind.LLM),
          entry("completion", SpanKind.LLM),
          entry("generate", SpanKind.LLM),
          entry("response", SpanKind.LLM),
          entry("llm_call", SpanKind.LLM),
          entry("llm_request", SpanKind.LLM),
          entry("embeddings", SpanKind.EMBEDDING),
          entry("rerank", SpanKind.RERANK),
          entry("retrieval", SpanKind.RETRIEVAL),
          entry("vector_db_retrieve", SpanKind.RETRIEVAL),
          entry("execute_tool", SpanKind.TOOL),
          entry("tool_call", SpanKind.TOOL),
          entry("create_agent", SpanKind.AGENT),
          entry("invoke_agent", SpanKind.AGENT),
          entry("agent_call", SpanKind.AGENT),
          entry("user_prompt", SpanKind.AGENT),
          entry("invoke_workflow", SpanKind.CHAIN),
          entry("plan", SpanKind.CHAIN),
          entry("execute_task", SpanKind.CHAIN),
          entry("schedule_tool_calls", SpanKind.CHAIN),
          entry("system_prompt", SpanKind.INTERNAL),
          entry("create_memory", SpanKind.INTERNAL),
          entry("update_memory", SpanKind.INTERNAL),
          entry("upsert_memory", SpanKind.INTERNAL),
          entry("delete_memory", SpanKind.INTERNAL),
          entry("search_memory", SpanKind.INTERNAL),
          entry("create_memory_store", SpanKind.INTERNAL),
          entry("delete_memory_store", SpanKind.INTERNAL),
          entry("fetch_response", SpanKind.INTERNAL));

  private static final String[] MODELS = {
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.response.model_name",
    "llm.request.model_name",
    "llm.model_name",
    "langfuse.observation.model.name",
    "mlflow.llm.model",
    "ai.response.model",
    "ai.model.id"
  };

  private Kinds() {}

  /** The kind; {@link SpanKind#INTERNAL} when nothing tells. */
  static SpanKind of(OtlpOrigin origin, String name, Attributes attributes) {
    return first(
        SpoorAttributes.kind(attributes),
        word(LANGFUSE, attributes, "langfuse.observation.type"),
        word(COMMON, attributes, "openinference.span.kind"),
        word(COMMON, attributes, "mlflow.spanType"),
        word(COMMON, attributes, "langsmith.span.kind"),
        word(COMMON, attributes, "traceloop.span.kind"),
        word(REQUESTS, attributes, "llm.request.type"),
        ClaudeCode.kind(name, attributes),
        Gemini.kind(origin, attributes),
        word(OPERATIONS, attributes, "gen_ai.operation.name"),
        mcp(attributes),
        VercelAi.kind(attributes),
        PydanticAi.kind(origin, attributes),
        attributes.hasAny("gen_ai.tool.name", "gen_ai.tool.call.id", "gen_ai.tool.call_id")
            ? SpanKind.TOOL
            : null,
        Codex.kind(attributes),
        attributes.hasAny("embedding.model_name") ? SpanKind.EMBEDDING : null,
        attributes.hasAny("reranker.model_name") ? SpanKind.RERANK : null,
        attributes.hasAny(MODELS) ? SpanKind.LLM : null);
  }

  private static SpanKind first(@Nullable SpanKind... kinds) {
    for (SpanKind kind : kinds) {
      if (kind != null) {
        return kind;
      }
    }
    return SpanKind.INTERNAL;
  }

  private static @Nullable SpanKind word(
      Map<String, SpanKind> words, Attributes attributes, String name) {
    JsonValue word = Documents.unquoted(attributes.value(name));
    return word instanceof JsonString string
        ? words.get(string.value().toLowerCase(Locale.ROOT))
        : null;
  }

  private static @Nullable SpanKind mcp(Attributes attributes) {
    String method = attributes.text("mcp.method.name");
    if (method == null) {
      return null;
    }
    return method.equals("tools/call") ? SpanKind.TOOL : SpanKind.MCP;
  }
}
