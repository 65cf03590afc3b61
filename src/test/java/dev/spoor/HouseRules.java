package dev.spoor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** How the house is built, as rules over the classes below one root package. */
final class HouseRules {
  private static final Set<String> PURE = Set.of("model", "codec", "redact", "price", "watch");

  /** Reading files, opening connections, starting threads and asking the time. */
  private static final Pattern WORLD =
      Pattern.compile(
          "java\\.nio\\.(file|channels)\\..*"
              + "|java\\.net\\.(?!URI|URLEncoder|URLDecoder).*"
              + "|java\\.io\\.(File|RandomAccessFile).*"
              + "|java\\.lang\\.(Process|ProcessBuilder|Thread)"
              + "|java\\.time\\.(Clock|InstantSource)");

  private static final Pattern CLOCK_OR_CHANCE =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now"
              + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"
              + "|java\\.lang\\.System\\.currentTimeMillis"
              + "|java\\.util\\.Date\\.<init>"
              + "|java\\.lang\\.Math\\.random"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.(Splittable)?Random\\.<init>"
              + "|java\\.security\\.SecureRandom\\.(<init>|getInstance.*)"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
              + "|java\\.util\\.random\\.Random\\w+\\.(of|getDefault)");

  private static final Pattern STOPWATCH = Pattern.compile("java\\.lang\\.System\\.nanoTime");

  private static final Pattern STANDARD_STREAM =
      Pattern.compile("java\\.lang\\.System\\.(out|err|in|setOut|setErr|setIn|console)");

  private static final Pattern LIVE_STATE =
      Pattern.compile(
          "java\\.util\\.concurrent\\.(?!TimeUnit$).*"
              + "|java\\.sql\\..*"
              + "|java\\.util\\.(Hash|LinkedHash|Tree|WeakHash|Identity|Enum)(Map|Set|HashMap)"
              + "|java\\.util\\.(ArrayList|LinkedList|ArrayDeque|Random|Scanner)"
              + "|java\\.lang\\.(Thread|ThreadLocal|StringBuilder|StringBuffer|Process)"
              + "|java\\.security\\.(SecureRandom|MessageDigest)"
              + "|java\\.text\\..*");

  private final String root;
  private final Rooms rooms;

  private HouseRules(String root) {
    this.root = root;
    this.rooms = new Rooms(root);
  }

  /** The rules for the classes below {@code root}, by name. */
  static Map<String, ArchRule> of(String root) {
    HouseRules house = new HouseRules(root);
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("rooms_are_in_the_table", house.roomsAreInTheTable());
    rules.put("rooms_stack_one_way", house.roomsStackOneWay());
    rules.put("rooms_have_no_cycles", house.roomsHaveNoCycles());
    rules.put("libraries_live_in_their_rooms", house.librariesLiveInTheirRooms());
    rules.put("one_write_path", house.oneWritePath());
    rules.put("pure_rooms_leave_the_world_alone", house.pureRoomsLeaveTheWorldAlone());
    rules.put("model_values_never_change", house.modelValuesNeverChange());
    rules.put("stdout_is_the_mcp_wire", house.stdoutIsTheMcpWire());
    rules.put("clock_and_chance_come_from_app", house.clockAndChanceComeFromApp());
    rules.put("statics_are_final", house.staticsAreFinal());
    rules.put("statics_hold_no_live_state", house.staticsHoldNoLiveState());
    return rules;
  }

  private ArchRule roomsAreInTheTable() {
    return classes()
        .should(
            ArchCondition.from(
                describe(
                    "be in a room of the table",
                    type -> Rooms.USES.containsKey(rooms.of(type.getPackageName())))))
        .because("a thing without a subject belongs to its one caller");
  }

  private ArchRule roomsStackOneWay() {
    return classes()
        .should(dependOnlyWhere("use only the rooms of their row", rooms::mayUse))
        .because("a room uses lower floors only, so that it can be read without the rest");
  }

  private ArchRule roomsHaveNoCycles() {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("two rooms that need each other are one room");
  }

  private ArchRule librariesLiveInTheirRooms() {
    return classes()
        .should(dependOnlyWhere("name only the libraries of their room", rooms::mayName))
        .because("a library that one room knows can be replaced in one room");
  }

  private ArchRule oneWritePath() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".ingest..", root + ".store..", root + ".app..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(root + ".store.SpanWriter")
        .because("redaction, prices and totals hold only if nothing is written past ingest");
  }

  private ArchRule pureRoomsLeaveTheWorldAlone() {
    return noClasses()
        .that(areIn(PURE))
        .should()
        .dependOnClassesThat(areNamed(WORLD))
        .orShould()
        .accessTargetWhere(targetIs(STOPWATCH))
        .because("the same input gives the same answer, and a test needs no file and no clock")
        .allowEmptyShould(true);
  }

  private ArchRule modelValuesNeverChange() {
    return fields()
        .that()
        .areDeclaredInClassesThat(areIn(Set.of("model")))
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveSimpleName("Builder")
        .should()
        .beFinal()
        .because("what every room shares must not change under it")
        .allowEmptyShould(true);
  }

  private ArchRule stdoutIsTheMcpWire() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".cli..", root + ".app..")
        .should()
        .accessTargetWhere(targetIs(STANDARD_STREAM))
        .because("one stray line on stdout ends an MCP session");
  }

  private ArchRule clockAndChanceComeFromApp() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".app..", root + ".sdk..")
        .should()
        .accessTargetWhere(targetIs(CLOCK_OR_CHANCE))
        .because("a test sets the clock and the seed; sdk runs in other people's programs");
  }

  private ArchRule staticsAreFinal() {
    return fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two servers in one JVM must not meet in a variable");
  }

  private ArchRule staticsHoldNoLiveState() {
    return fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(areNamed(LIVE_STATE))
        .because("a final field that points to a queue or a cache is a global all the same");
  }

  private ArchCondition<JavaClass> dependOnlyWhere(
      String description, BiPredicate<String, String> roomAndPackageAllowed) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String room = rooms.of(type.getPackageName());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass().getBaseComponentType();
          if (!used.isPrimitive() && !roomAndPackageAllowed.test(room, used.getPackageName())) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private DescribedPredicate<JavaClass> areIn(Set<String> names) {
    return describe("are in " + names, type -> names.contains(rooms.of(type.getPackageName())));
  }

  private static DescribedPredicate<JavaClass> areNamed(Pattern name) {
    return describe(
        "are named " + name, type -> name.matcher(type.getBaseComponentType().getName()).matches());
  }

  private static DescribedPredicate<JavaAccess<?>> targetIs(Pattern member) {
    return describe(
        "the target is " + member,
        access -> {
          AccessTarget target = access.getTarget();
          return member.matcher(target.getOwner().getName() + "." + target.getName()).matches();
        });
  }
}
