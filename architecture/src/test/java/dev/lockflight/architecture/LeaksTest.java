package dev.lockflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Public signatures mention only JDK and Lockflight types. */
class LeaksTest {
  @Test
  void no_third_party_type_leaks_through_a_public_signature() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lockflight")) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(method -> leaksOf(method, leaks));
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static void leaksOf(JavaMethod method, List<String> leaks) {
    Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("javax."))
        .filter(name -> !name.startsWith("dev.lockflight."))
        .filter(name -> !isOfTestFramework(method, name))
        .forEach(name -> leaks.add(method.getFullName() + " mentions " + name));
  }

  /** The test kit is used in tests, with JUnit and AssertJ. */
  private static boolean isOfTestFramework(JavaMethod method, String name) {
    return method.getOwner().getPackageName().startsWith("dev.lockflight.testkit")
        && (name.startsWith("org.assertj.") || name.startsWith("org.junit."));
  }
}
