// Sends a run with OpenTelemetry's SDK for Go, attributes of the GenAI conventions set by hand.
//
// Sends to OTEL_EXPORTER_OTLP_ENDPOINT, over gRPC when OTEL_EXPORTER_OTLP_PROTOCOL is grpc and in
// protobuf over HTTP otherwise, and prints {"trace_id", "span_id"} of the root.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"
)

func main() {
	ctx := context.Background()
	exporter, err := exporter(ctx)
	if err != nil {
		log.Fatal(err)
	}
	service := resource.NewSchemaless(attribute.String("service.name", "weather"))
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(service))
	root := record(ctx, provider.Tracer("send"))
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("{\"trace_id\":%q,\"span_id\":%q}\n", root.TraceID(), root.SpanID())
}

func exporter(ctx context.Context) (*otlptrace.Exporter, error) {
	if os.Getenv("OTEL_EXPORTER_OTLP_PROTOCOL") == "grpc" {
		return otlptracegrpc.New(ctx)
	}
	return otlptracehttp.New(ctx)
}

func record(ctx context.Context, tracer api.Tracer) api.SpanContext {
	ctx, agent := tracer.Start(ctx, "invoke_agent weather", api.WithAttributes(
		attribute.String("gen_ai.operation.name", "invoke_agent"),
		attribute.String("gen_ai.agent.name", "weather"),
		attribute.String("session.id", "session-opentelemetry")))
	defer agent.End()
	_, chat := tracer.Start(ctx, "chat gpt-4.1-mini", api.WithSpanKind(api.SpanKindClient), api.WithAttributes(
		attribute.String("gen_ai.operation.name", "chat"),
		attribute.String("gen_ai.provider.name", "openai"),
		attribute.String("gen_ai.request.model", "gpt-4.1-mini"),
		attribute.String("gen_ai.input.messages",
			`[{"role":"user","parts":[{"type":"text","content":"How is the weather in Cape Town?"}]}]`)))
	chat.SetAttributes(
		attribute.String("gen_ai.response.model", "gpt-4.1-mini-2025-04-14"),
		attribute.StringSlice("gen_ai.response.finish_reasons", []string{"stop"}),
		attribute.Int("gen_ai.usage.input_tokens", 1200),
		attribute.Int("gen_ai.usage.cache_read.input_tokens", 1000),
		attribute.Int("gen_ai.usage.output_tokens", 80),
		attribute.String("gen_ai.output.messages",
			`[{"role":"assistant","parts":[{"type":"text","content":"It is sunny in Cape Town."}]}]`))
	chat.End()
	_, tool := tracer.Start(ctx, "execute_tool weather", api.WithAttributes(
		attribute.String("gen_ai.operation.name", "execute_tool"),
		attribute.String("gen_ai.tool.name", "weather"),
		attribute.String("gen_ai.tool.call.id", "call_1"),
		attribute.String("gen_ai.tool.call.arguments", `{"city":"Cape Town"}`),
		attribute.String("gen_ai.tool.call.result", "sunny")))
	tool.End()
	return agent.SpanContext()
}
