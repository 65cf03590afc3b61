package dev.spoor.http;

import java.util.function.Function;

/**
 * A unary gRPC method.
 *
 * @param path {@code /package.Service/Method}
 * @param call gets the request's protobuf; must not throw for a mistake of the caller
 */
public record GrpcMethod(String path, Function<byte[], GrpcAnswer> call) {}
