package dev.spoor.store.sqlite;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Dimension;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Grain;
import dev.spoor.model.Payload;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.util.List;

/**
 * Constants as small numbers: their places in the order of their enum, to which constants are only
 * added at the end.
 *
 * @param constants all of them
 */
record Codes<E extends Enum<E>>(List<E> constants) {
  static final Codes<RunStatus> RUN_STATUS = of(RunStatus.values());
  static final Codes<SpanStatus> SPAN_STATUS = of(SpanStatus.values());
  static final Codes<SpanKind> SPAN_KIND = of(SpanKind.values());
  static final Codes<CostStatus> COST_STATUS = of(CostStatus.values());
  static final Codes<FlagCode> FLAG_CODE = of(FlagCode.values());
  static final Codes<Flag.State> FLAG_STATE = of(Flag.State.values());
  static final Codes<Score.Source> SCORE_SOURCE = of(Score.Source.values());
  static final Codes<Grain> GRAIN = of(Grain.values());
  static final Codes<Dimension> DIMENSION = of(Dimension.values());
  static final Codes<Payload.Form> FORM = of(Payload.Form.values());
  static final Codes<PayloadEncoding> ENCODING = of(PayloadEncoding.values());

  private static <E extends Enum<E>> Codes<E> of(E[] constants) {
    return new Codes<>(List.of(constants));
  }

  long code(E constant) {
    return constants.indexOf(constant);
  }

  E constant(long code) {
    return constants.get(Math.toIntExact(code));
  }
}
