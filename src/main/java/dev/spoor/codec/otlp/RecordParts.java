package dev.spoor.codec.otlp;

/** What a message says of one record, put together field by field and then checked. */
interface RecordParts<T> {
  /**
   * The record; a part that is wrong is {@link dev.spoor.model.BadInput}.
   *
   * @param origin who sent it
   */
  T record(OtlpOrigin origin);

  /** The record's id as far as it was read; may be empty. */
  String id();
}
