"""What each call of the Python SDK takes: sdk_cost.py URL RUNS WARM_UP. Prints {"nanos": [...], "dropped": 0}."""

import json
import sys
import time

import spoor

MESSAGES = [{"role": "user", "content": "word " * 200}, {"role": "assistant", "content": "word " * 200}]
USAGE = {"input_tokens": 1200, "output_tokens": 80, "cached_input_tokens": 1000}


def main(url, runs, warm_up):
    spoor.configure(url)
    nanos = []

    def timed(call):
        begun = time.perf_counter_ns()
        result = call()
        nanos.append(time.perf_counter_ns() - begun)
        return result

    for number in range(-int(warm_up), int(runs)):
        if number == 0:
            nanos.clear()
        run = timed(lambda: spoor.start_trace("run", session_id="s", tags=["bench"]))
        timed(lambda: run.record_llm(provider="openai", model="m", usage=USAGE, input=MESSAGES, output="word " * 100))
        step = timed(lambda: run.child("step", kind="tool", tool_name="bash", input="mvn test"))
        timed(lambda: step.end(output="fine"))
        timed(lambda: run.score("passed", 1))
        timed(lambda: run.end(output="done"))
    print(json.dumps({"nanos": nanos, "dropped": spoor.stats()["dropped"]}))


main(*sys.argv[1:])
