package dev.spoor.mcp.conformance;

import static dev.spoor.mcp.conformance.FixtureContent.form;
import static dev.spoor.mcp.conformance.FixtureContent.object;
import static dev.spoor.mcp.conformance.FixtureContent.sampling;
import static dev.spoor.mcp.conformance.FixtureContent.schema;
import static dev.spoor.mcp.conformance.FixtureContent.text;
import static dev.spoor.mcp.conformance.FixtureTools.tool;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.InputRequest;
import dev.spoor.mcp.protocol.InputRequired;
import dev.spoor.mcp.protocol.ProtocolError;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolOutcome;
import dev.spoor.mcp.protocol.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tools that ask the client something first. */
final class FixtureQuestions {
  private static final String ENUMS =
      """
      {'untitledSingle':{'type':'string','enum':['option1','option2','option3']},
       'titledSingle':{'type':'string','oneOf':[{'const':'value1','title':'First Option'},
         {'const':'value2','title':'Second Option'},{'const':'value3','title':'Third Option'}]},
       'legacyEnum':{'type':'string','enum':['opt1','opt2','opt3'],
         'enumNames':['Option One','Option Two','Option Three']},
       'untitledMulti':{'type':'array','items':{'type':'string',
         'enum':['option1','option2','option3']}},
       'titledMulti':{'type':'array','items':{'anyOf':[{'const':'value1','title':'First Choice'},
         {'const':'value2','title':'Second Choice'},{'const':'value3','title':'Third Choice'}]}}}
      """;

  private static final String DEFAULTS =
      """
      {'name':{'type':'string','default':'John Doe'},
       'age':{'type':'integer','default':30},
       'score':{'type':'number','default':95.5},
       'status':{'type':'string','enum':['active','inactive','pending'],'default':'active'},
       'verified':{'type':'boolean','default':true}}
      """;

  private static final String NEWER = "test_input_required_result_";

  private FixtureQuestions() {}

  static List<Tool> all(SignedState states) {
    return List.of(
        taking("test_sampling", "prompt", words -> sampling(words)),
        taking(
            "test_elicitation",
            "message",
            words -> form(words, "{'username':{'type':'string'},'email':{'type':'string'}}")),
        asking("test_elicitation_sep1034_defaults", "user", form("Defaults?", DEFAULTS)),
        asking("test_elicitation_sep1330_enums", "user", form("Choices?", ENUMS)),
        tool(NEWER + "elicitation", FixtureQuestions::greet),
        asking(NEWER + "sampling", "capital_question", sampling("What is the capital of France?")),
        asking(NEWER + "list_roots", "client_roots", InputRequest.roots()),
        tool(NEWER + "request_state", call -> confirm(call, states)),
        tool(NEWER + "tampered_state", call -> confirm(call, states)),
        tool(NEWER + "multiple_inputs", call -> threeAtOnce(call, states)),
        tool(NEWER + "multi_round", call -> twoRounds(call, states)),
        tool(NEWER + "capabilities", FixtureQuestions::whatTheClientCan));
  }

  /** Makes a question of an argument. */
  private interface Question {
    InputRequest of(String words);
  }

  private static Tool taking(String name, String argument, Question question) {
    return Tool.reading(
        name,
        "For the suite: " + name,
        schema("{'%s':{'type':'string'}}".formatted(argument)),
        call -> ask(call, "answer", question.of(String.valueOf(call.arguments().text(argument)))));
  }

  private static Tool asking(String name, String key, InputRequest question) {
    return tool(name, call -> ask(call, key, question));
  }

  private static ToolOutcome ask(Call call, String key, InputRequest question) {
    JsonObject answer = answer(call, key);
    return answer == null ? InputRequired.of(key, question) : done("Answer: " + answer.write());
  }

  private static @Nullable JsonObject answer(Call call, String key) {
    return call.inputResponses().get(key) instanceof JsonObject answer ? answer : null;
  }

  private static ToolOutcome greet(Call call) {
    JsonObject answer = answer(call, "user_name");
    String name = answer == null ? null : answer.object("content").text("name");
    return name == null
        ? InputRequired.of("user_name", form("What is your name?", "{'name':{'type':'string'}}"))
        : done("Hello, " + name + "!");
  }

  private static ToolOutcome confirm(Call call, SignedState states) {
    if (answer(call, "confirm") == null) {
      return new InputRequired(
          Map.of("confirm", form("Sure?", "{'ok':{'type':'boolean'}}")), states.sign("confirm"));
    }
    check("confirm", call, states);
    return done("state-ok");
  }

  private static ToolOutcome threeAtOnce(Call call, SignedState states) {
    Map<String, InputRequest> questions = new LinkedHashMap<>();
    questions.put("user_name", form("What is your name?", "{'name':{'type':'string'}}"));
    questions.put("greeting", sampling("Write a greeting."));
    questions.put("client_roots", InputRequest.roots());
    questions.keySet().removeIf(key -> answer(call, key) != null);
    if (!questions.isEmpty()) {
      return new InputRequired(questions, states.sign("three"));
    }
    check("three", call, states);
    return done("All three were answered.");
  }

  private static ToolOutcome twoRounds(Call call, SignedState states) {
    if (answer(call, "step2") != null) {
      check("2", call, states);
      return done("Both rounds are over.");
    }
    boolean second = answer(call, "step1") != null;
    if (second) {
      check("1", call, states);
    }
    String key = second ? "step2" : "step1";
    return new InputRequired(
        Map.of(key, form("Next?", "{'value':{'type':'string'}}")), states.sign(second ? "2" : "1"));
  }

  private static ToolOutcome whatTheClientCan(Call call) {
    if (!call.inputResponses().members().isEmpty()) {
      return done("answered");
    }
    Map<String, InputRequest> questions = new LinkedHashMap<>();
    if (call.client().has(object("{'sampling':{}}"))) {
      questions.put("model", sampling("Say hello."));
    }
    if (call.client().has(object("{'elicitation':{}}"))) {
      questions.put("user", form("Hello?", "{'reply':{'type':'string'}}"));
    }
    return questions.isEmpty() ? done("nobody to ask") : new InputRequired(questions, null);
  }

  private static void check(String expected, Call call, SignedState states) {
    String state = call.requestState();
    if (state == null || !expected.equals(states.read(state))) {
      throw ProtocolError.invalidParams("\"requestState\" is not what this server gave");
    }
  }

  private static ToolOutcome done(String words) {
    return ToolResult.of(text(words));
  }
}
