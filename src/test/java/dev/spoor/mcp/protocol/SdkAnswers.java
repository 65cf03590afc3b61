package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import java.util.Random;

/** What the SDK itself says of features, to compare with what is said without it. */
public final class SdkAnswers {
  private final SdkEra sdk;

  /** A session of the SDK that has not begun. */
  public SdkAnswers(Features features) {
    sdk = new SdkEra(features, new Faults(System.err, new Random(1)), message -> {});
  }

  /** Its answer to a request for a revision. */
  public JsonObject initialize(String revision) {
    return sdk.begin(
        RawMcpClient.object(
            "{'protocolVersion':'%s','capabilities':{},'clientInfo':{'name':'c','version':'1'}}"
                .formatted(revision)));
  }

  /** Its answer to a request for the tools. */
  public JsonObject tools() {
    Message.Request request = new Message.Request(JsonNumber.of(1), "tools/list", JsonObject.EMPTY);
    return sdk.answer(request, Exchange.OPEN).object("result");
  }

  /** What we answer to a request for a revision without it. */
  public static JsonObject ours(Introduction introduction, String revision) {
    return introduction.handshake(new JsonString(revision));
  }

  /** What we answer to a request for the tools without it. */
  public static JsonObject ours(Introduction introduction) {
    return introduction.toolList();
  }
}
