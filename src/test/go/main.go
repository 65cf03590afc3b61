// Sends one agent run with the OpenTelemetry SDK to OTEL_EXPORTER_OTLP_ENDPOINT and prints its
// trace id.
package main

import (
	"context"
	"fmt"
	"log"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"
)

func main() {
	ctx := context.Background()
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	fmt.Println(record(ctx, provider.Tracer("sender")))
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}

func record(ctx context.Context, tracer api.Tracer) api.TraceID {
	ctx, agent := tracer.Start(ctx, "invoke_agent helper", api.WithAttributes(
		attribute.String("gen_ai.operation.name", "invoke_agent"),
		attribute.String("gen_ai.agent.name", "helper"),
		attribute.String("gen_ai.conversation.id", "go-session")))
	defer agent.End()
	_, chat := tracer.Start(ctx, "chat gpt-5", api.WithSpanKind(api.SpanKindClient), api.WithAttributes(
		attribute.String("gen_ai.operation.name", "chat"),
		attribute.String("gen_ai.provider.name", "openai"),
		attribute.String("gen_ai.request.model", "gpt-5"),
		attribute.String("gen_ai.input.messages", `[{"role":"user","parts":[{"type":"text","content":"How warm is it?"}]}]`),
		attribute.String("gen_ai.output.messages", `[{"role":"assistant","parts":[{"type":"text","content":"20 degrees"}]}]`),
		attribute.Int("gen_ai.usage.input_tokens", 1000),
		attribute.Int("gen_ai.usage.cache_read.input_tokens", 400),
		attribute.Int("gen_ai.usage.output_tokens", 100)))
	chat.End()
	_, tool := tracer.Start(ctx, "execute_tool thermometer", api.WithAttributes(
		attribute.String("gen_ai.operation.name", "execute_tool"),
		attribute.String("gen_ai.tool.name", "thermometer"),
		attribute.String("gen_ai.tool.call.id", "call_1"),
		attribute.String("gen_ai.tool.call.arguments", `{"place":"Utrecht"}`),
		attribute.String("gen_ai.tool.call.result", `{"celsius":20}`)))
	tool.End()
	return agent.SpanContext().TraceID()
}
