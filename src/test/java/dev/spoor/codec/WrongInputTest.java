package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every mistake of a caller says: the place, the rule, the shape of what came, an example. */
final class WrongInputTest {
  private static final String TELL_TALE = "tell-tale";
  private static final Map<String, BiFunction<Calls, String, Object>> CALLS =
      Map.of(
          "span", Calls::span, "record", Calls::record, "start", Calls::start, "end", Calls::end);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # call | arguments | field | part of the rule | shape
          span | {'kind':7} | kind | must be a string | the number 7
          span | {'kind':['llm']} | kind | must be a string | an array of 1 element
          span | {'name':true} | name | must be a string | the boolean true
          span | {'name':{'a':1,'b':2}} | name | must be a string | an object with 2 members
          span | {'span_id':'tell-tale'} | span_id | must be all 16 hex digits | a string of 9 characters
          span | {'span_id':'0000000000000000'} | span_id | not all zero | a string of 16 characters
          span | {'parent_span_id':'step 1'} | parent_span_id | as add_span answers | a string of 6 characters
          span | {'parent_span_id':12} | parent_span_id | must be a string | the number 12
          span | {'status':'tell-tale'} | status | must be one of running, ok, error, cancelled | a string of 9 characters
          span | {'status':'abandoned'} | status | must be one of | a string of 9 characters
          span | {'status':1} | status | must be one of | the number 1
          span | {'started_at':'tell-tale'} | started_at | must be an RFC 3339 time | a string of 9 characters
          span | {'started_at':'2026-04-01T13:58:39'} | started_at | with Z or an offset | a string of 19 characters
          span | {'started_at':'2026-02-30T13:58:39Z'} | started_at | RFC 3339 | a string of 20 characters
          span | {'started_at':'1969-12-31T23:59:59Z'} | started_at | from 1970 | a string of 20 characters
          span | {'ended_at':'2262-04-11T23:47:17Z'} | ended_at | to 2262-04-11T23:47:16.854775807Z | a string of 20 characters
          span | {'ended_at':-1} | ended_at | from 1970 | the number -1
          span | {'ended_at':1.5} | ended_at | an integer of epoch milliseconds | the number 1.5
          span | {'ended_at':1e300} | ended_at | an integer of epoch milliseconds | the number 1e300
          span | {'ended_at':true} | ended_at | RFC 3339 | the boolean true
          span | {'ended_at':'1775051919196'} | ended_at | RFC 3339 | a string of 13 characters
          span | {'duration_ms':-0.5} | duration_ms | must be a number of milliseconds from 0 to 315619200000 | the number -0.5
          span | {'duration_ms':'1250'} | duration_ms | a number is not quoted | a string of 4 characters
          span | {'duration_ms':1e12} | duration_ms | from 0 to 315619200000 | the number 1e12
          span | {'duration_ms':1E2000000000} | duration_ms | from 0 to | the number 1E2000000000
          span | {'ttft_ms':[]} | ttft_ms | must be a number of milliseconds | an array of 0 elements
          span | {'error':5} | error | must be an object | the number 5
          span | {'error':{'message':5}} | error.message | must be a string | the number 5
          span | {'error':{'type':['x']}} | error.type | must be a string | an array of 1 element
          span | {'attributes':'tell-tale'} | attributes | must be an object | a string of 9 characters
          span | {'attributes':[]} | attributes | must be an object | an array of 0 elements
          span | {'events':{}} | events | must be an array | an object with 0 members
          span | {'events':[{},'tell-tale']} | events[1] | must be an object | a string of 9 characters
          span | {'links':'tell-tale'} | links | must be an array | a string of 9 characters
          span | {'links':[null]} | links[0] | must be an object | null
          span | {'provider':1} | provider | must be a string | the number 1
          span | {'model':{}} | model | must be a string | an object with 0 members
          span | {'temperature':'0.7'} | temperature | a number is not quoted | a string of 3 characters
          span | {'temperature':-1} | temperature | must be a number from 0 to 100 | the number -1
          span | {'temperature':101} | temperature | must be a number from 0 to 100 | the number 101
          span | {'temperature':1e-50} | temperature | with at most 40 digits | the number 1e-50
          span | {'max_tokens':1.5} | max_tokens | must be a whole number from 0 | the number 1.5
          span | {'max_tokens':-1} | max_tokens | must be a whole number from 0 | the number -1
          span | {'attempt':0} | attempt | must be a whole number from 1 to 1000000 | the number 0
          span | {'attempt':'2'} | attempt | a number is not quoted | a string of 1 characters
          span | {'cost_usd':'0.1'} | cost_usd | a number is not quoted | a string of 3 characters
          span | {'cost_usd':-0.1} | cost_usd | must be a number of US dollars from 0 to 1000000000 | the number -0.1
          span | {'cost_usd':1e10} | cost_usd | from 0 to 1000000000 | the number 1e10
          span | {'usage':120} | usage | must be an object | the number 120
          span | {'usage':{'input_tokens':-1}} | usage.input_tokens | must be a whole number from 0 | the number -1
          span | {'usage':{'input_tokens':'12'}} | usage.input_tokens | a number is not quoted | a string of 2 characters
          span | {'usage':{'output_tokens':1e13}} | usage.output_tokens | to 1000000000000 | the number 1e13
          span | {'usage':{'cache_creation':5}} | usage.cache_creation | must be an object | the number 5
          span | {'usage':{'input_tokens':1,'prompt_tokens':2}} | usage.prompt_tokens | must be the same count as usage.input_tokens | the number 2
          span | {'usage':{'input_tokens':1,'output_tokens':1,'reasoning_tokens':5}} | usage.reasoning_tokens | must not be more than the output tokens | the number 5
          span | {'usage':{'input_tokens':9,'uncached_input_tokens':3,'cached_input_tokens':5}} | usage.input_tokens | which is 8 | the number 9
          span | {'usage':{'cache_creation_input_tokens':1,'cache_creation':{'ephemeral_1h_input_tokens':2}}} | usage.cache_creation_input_tokens | must not be less than its parts | the number 1
          span | {'usage':{'partial':'yes'}} | usage.partial | must be true or false | a string of 3 characters
          start | {} | name | is required | -
          start | {'name':null} | name | is required | null
          start | {'name':'  '} | name | is required | -
          start | {'name':'a','agent':['x']} | agent | must be a string | an array of 1 element
          start | {'name':'a','tags':'tell-tale'} | tags | must be an array | a string of 9 characters
          start | {'name':'a','tags':['x',5]} | tags[1] | must be a string | the number 5
          start | {'name':'a','tags':['x','']} | tags[1] | not blank | an empty string
          start | {'name':'a','metadata':'tell-tale'} | metadata | must be an object | a string of 9 characters
          start | {'name':'a','git':'tell-tale'} | git | must be an object | a string of 9 characters
          start | {'name':'a','git':{'branch':3}} | git.branch | must be a string | the number 3
          start | {'name':'a','parent_trace_id':'run_0123456789'} | parent_trace_id | must be all 32 hex digits | a string of 14 characters
          start | {'name':'a','parent_span_id':'tell-tale'} | parent_span_id | must be all 16 hex digits | a string of 9 characters
          end | {'status':'running'} | status | must be one of ok, error, cancelled | a string of 7 characters
          end | {'status':'tell-tale'} | status | must be one of ok, error, cancelled | a string of 9 characters
          end | {'halt_reason':5} | halt_reason | must be a string | the number 5
          end | {'error':[]} | error | must be an object | an array of 0 elements
          record | {} | name | is required | -
          record | {'name':'a','trace_id':'tell-tale'} | trace_id | must be all 32 hex digits | a string of 9 characters
          record | {'name':'a','spans':{}} | spans | must be an array | an object with 0 members
          record | {'name':'a','spans':['tell-tale']} | spans[0] | must be an object | a string of 9 characters
          record | {'name':'a','spans':[{'kind':'llm'}]} | spans[0].name | is required | -
          record | {'name':'a','spans':[{'name':'x'}]} | spans[0].kind | is required | -
          record | {'name':'a','spans':[{'name':'x','kind':'llm'},{'name':'x','kind':4}]} | spans[1].kind | must be a string | the number 4
          record | {'name':'a','spans':[{'name':'x','kind':'llm','usage':{'input_tokens':-3}}]} | spans[0].usage.input_tokens | must be a whole number | the number -3
          record | {'name':'a','spans':[{'name':'x','kind':'llm','span_id':'a'},{'name':'x','kind':'llm','span_id':'a'}]} | spans[1].span_id | must not be the span_id of spans[0] again | a repeat
          record | {'name':'a','spans':[{'name':'x','kind':'llm','span_id':'a','parent_span_id':'b'}]} | spans[0].parent_span_id | must be the span_id of another span of this call (`a`) | another label
          record | {'name':'a','spans':[{'name':'x','kind':'llm','parent_span_id':'b'}]} | spans[0].parent_span_id | (none has one) | another label
          record | {'name':'a','spans':[{'name':'x','kind':'llm','span_id':'a','parent_span_id':'a'}]} | spans[0].parent_span_id | must not lead back to the span itself | a ring
          """)
  void mistake_saysWhereWhatAndHow(
      String call, String arguments, String field, String rule, String shape) {
    BadInput mistake = mistake(call, arguments);

    String message = mistake.getMessage();
    assertEquals(field, mistake.field(), message);
    assertTrue(mistake.rule().contains(rule), message);
    assertTrue(mistake.rule().matches("(must|is) .*"), message);
    assertEquals(!shape.equals("-"), message.contains("; got "), message);
    assertTrue(shape.equals("-") || message.contains("; got " + shape + "."), message);
    assertTrue(message.matches("(?s).*\\. Example: \"[a-z_]+\": .+"), message);
    assertFalse(message.contains(TELL_TALE), message);
  }

  @Test
  void mistake_ofLengthSaysTheLimit() {
    assertTooLong("{'name':'" + "x".repeat(1_001) + "'}", "name", "1000 characters");
    assertTooLong("{'agent':'" + "x".repeat(501) + "'}", "agent", "500 characters");
    assertTooLong("{'error':'" + "x".repeat(1_000_001) + "'}", "error", "1000000 characters");
    assertTooLong(
        "{'attributes':{'a':'" + "x".repeat(4_000_000) + "'}}",
        "attributes",
        "4000000 characters of JSON");
    String manyTags = "['a'" + ",'b'".repeat(50) + "]";
    BadInput mistake = mistake("start", "{'name':'a','tags':" + manyTags + "}");
    assertEquals(
        "tags must have at most 50 elements; got an array of 51 elements. Example: \"tags\": [\"bugfix\"]",
        mistake.getMessage());
  }

  @Test
  void mistake_ofManyDigitsIsFound() {
    String digits = "1." + "0".repeat(500);

    assertTooLong("{'duration_ms':" + digits + "}", "duration_ms", "400 characters");
    assertTooLong("{'max_tokens':" + digits + "}", "max_tokens", "400 characters");
    assertTooLong("{'ended_at':" + digits + "}", "ended_at", "400 characters");
  }

  @Test
  void mistake_listsFewLabels() {
    StringBuilder spans = new StringBuilder("{'name':'a','spans':[");
    for (int i = 0; i < 100; i++) {
      String label = "label-" + i + "-" + "x".repeat(100);
      spans.append("{'name':'x','kind':'tool','span_id':'" + label + "'},");
    }
    String message =
        mistake("record", spans + "{'name':'x','kind':'tool','parent_span_id':'y'}]}").getMessage();

    assertTrue(message.contains("`label-19-"), message);
    assertTrue(message.contains("and 80 more"), message);
    assertTrue(message.length() < 1_500, message);
  }

  @Test
  void mistake_ofRingIsFoundFromAnywhere() {
    String ring =
        "{'name':'a','spans':[{'name':'x','kind':'tool','span_id':'a','parent_span_id':'c'},"
            + "{'name':'x','kind':'tool','span_id':'b','parent_span_id':'a'},"
            + "{'name':'x','kind':'tool','span_id':'c','parent_span_id':'b'},"
            + "{'name':'x','kind':'tool','span_id':'d','parent_span_id':'c'}]}";

    assertTrue(mistake("record", ring).field().matches("spans\\[[0-2]].parent_span_id"));
  }

  private static void assertTooLong(String span, String field, String limit) {
    BadInput mistake = mistake("span", span);

    assertEquals(field, mistake.field());
    assertTrue(mistake.rule().contains("at most " + limit), mistake.getMessage());
    assertTrue(mistake.getMessage().length() < 600, mistake.getMessage());
  }

  private static BadInput mistake(String call, String arguments) {
    return assertThrows(BadInput.class, () -> CALLS.get(call).apply(new Calls(), arguments));
  }
}
