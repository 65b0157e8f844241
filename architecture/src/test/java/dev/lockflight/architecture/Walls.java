package dev.lockflight.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

/** Who may import whom. Changed only with the reason written down. */
final class Walls {
  private static final String ROOT = "dev.lockflight";
  private static final String[] JDK = {"java..", "javax.sql..", "org.jspecify.annotations.."};
  private static final String CHECKED = "com.google.errorprone.annotations..";

  private Walls() {}

  /** Anchored one package above the root, or the root itself would be missed. */
  static ArchRule noCycles() {
    return slices().assignedFrom(byPackage()).should().beFreeOfCycles();
  }

  private static SliceAssignment byPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(com.tngtech.archunit.core.domain.JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + ROOT;
      }
    };
  }

  /**
   * The package may use these packages, the JDK and the annotations of the judges, nothing else.
   */
  static ArchRule only(String of, String... allowed) {
    String[] all = new String[allowed.length + JDK.length + 2];
    System.arraycopy(JDK, 0, all, 0, JDK.length);
    System.arraycopy(allowed, 0, all, JDK.length, allowed.length);
    all[all.length - 2] = CHECKED;
    all[all.length - 1] = of;
    return classes()
        .that()
        .resideInAPackage(of)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(all))
        .allowEmptyShould(false);
  }

  static String[] and(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** Contracts are tests: those of concurrency need threads of their own. */
  static ArchRule onlyTheEngineHasThreadsAndAClock() {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "dev.lockflight.engine..",
                    "dev.lockflight.connector.cli..",
                    "dev.lockflight.testkit.contract..")))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("java.util.concurrent..")
                .and(
                    new com.tngtech.archunit.base.DescribedPredicate<>("start threads") {
                      @Override
                      public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        return type.getSimpleName().equals("Executors")
                            || type.getSimpleName().equals("ForkJoinPool");
                      }
                    }))
        .because("time and threads are handed in, so that a run can be tested in virtual time");
  }

  static ArchRule onlyTheStoreKnowsDatabases() {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "dev.lockflight.store.jdbc..",
                    "dev.lockflight.connector.sql..",
                    "dev.lockflight.testkit.databricks..",
                    // guards the vendor's JDBC driver
                    "dev.lockflight.connector.databricks..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..");
  }

  static ArchRule noFieldIsStaticAndMutable() {
    return com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("nothing is static but constants: two engines in one JVM share nothing");
  }
}
