package planted.query;

import java.lang.reflect.Method;

/** Offends: nobody uses reflection. */
record Reflection(Method method) {}
