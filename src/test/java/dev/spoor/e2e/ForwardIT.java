package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged servers; what agents record at one is passed on to the other. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ForwardIT {
  @TempDir private Path home;
  @TempDir private Path elsewhere;
  private final HttpClient client = HttpClient.newHttpClient();
  private SpoorProcess sender;
  private SpoorProcess receiver;
  private String servingUrl;

  @BeforeEach
  void start() {
    sender = new SpoorProcess(home);
    receiver = new SpoorProcess(elsewhere);
  }

  /** A run that an agent records over standard streams; its trace id. */
  private String recorded(String name) {
    String run =
        """
        {'name':'%s','session_id':'s-1','tags':['a'],'spans':[
          {'kind':'llm','name':'plan','model':'claude-sonnet-4-5','provider':'anthropic',
           'usage':{'input_tokens':900,'output_tokens':80},'input':'%s','output':'go'},
          {'kind':'tool','name':'run tests','tool_name':'bash','error':'1 failure'}]}"""
            .formatted(name, "long ".repeat(20_000))
            .replace("\n", "");
    try (RawMcpClient agent = sender.mcp("--no-viewer")) {
      return agent.called("record_run", RawMcpClient.object(run)).text("trace_id");
    }
  }

  private Process serving(String url) throws IOException {
    Process process =
        sender
            .command("serve", "--json", "--forward", url)
            .redirectError(home.resolve("serve.err").toFile())
            .start();
    BufferedReader lines = process.inputReader();
    servingUrl = lines.readLine().replaceFirst(".*\"url\":\"([^\"]*)\".*", "$1");
    return process;
  }

  private void await(String url, String part) throws IOException, InterruptedException {
    HttpRequest asked = HttpRequest.newBuilder(URI.create(url)).build();
    while (!client.send(asked, BodyHandlers.ofString()).body().contains(part)) {
      Thread.onSpinWait();
    }
  }

  private void awaitArrived(String url, String trace) throws IOException, InterruptedException {
    await(url + "/api/logs/" + trace, "\"span_count\":3");
  }

  private static String shown(SpoorProcess spoor, String trace) {
    Ended shown = spoor.run("show", trace, "--json");
    assertEquals(0, shown.code(), shown.err());
    return shown.out();
  }

  @Test
  void whatAnAgentRecords_arrives_alsoAfterTheServerWasKilled() throws Exception {
    try (ServingProcess there = new ServingProcess(receiver)) {
      Process serving = serving(there.url());
      String first = recorded("first");
      awaitArrived(there.url(), first);
      await(servingUrl + "/metrics", "\nspoor_forward_waiting_runs 0\n");
      await(servingUrl + "/metrics", "\nspoor_forwarded_spans_total 3\n");
      serving.destroyForcibly().waitFor();
      String second = recorded("second");
      Ended doctor = sender.run("doctor");
      assertTrue(doctor.out().contains(there.url() + "/v1/traces: runs waiting 1"), doctor.out());
      serving = serving(there.url());
      try {
        awaitArrived(there.url(), second);
      } finally {
        serving.destroy();
        serving.waitFor();
      }
      assertEquals(shown(sender, first), shown(receiver, first));
      assertEquals(shown(sender, second), shown(receiver, second));
    }
  }

  @Test
  void serverThatPassesOnToNobodyThere_endsWhenItIsTold() throws Exception {
    Process serving = serving("http://127.0.0.1:1");
    recorded("alone");
    serving.destroy();
    assertEquals(143, serving.waitFor());
    Ended doctor = sender.run("doctor");
    assertTrue(doctor.out().contains("http://127.0.0.1:1/v1/traces: runs waiting 1"), doctor.out());
  }

  @Test
  void nobodyAnyMore_forgetsWhatWaits() throws Exception {
    Process serving = serving("http://127.0.0.1:1");
    recorded("alone");
    serving.destroy();
    serving.waitFor();
    serving = serving("none");
    serving.destroy();
    serving.waitFor();
    Ended doctor = sender.run("doctor");
    assertTrue(!doctor.out().contains("runs waiting"), doctor.out());
  }
}
