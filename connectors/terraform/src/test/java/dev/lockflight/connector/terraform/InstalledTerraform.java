package dev.lockflight.connector.terraform;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.testkit.fake.FakeContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The Terraform of the PATH, on configurations of the resource that is built in. Without one the
 * tests are skipped, and fail where CI is true.
 */
final class InstalledTerraform {
  static final String WAREHOUSE =
      """
      variable "size" {
        type    = number
        default = 1
      }

      variable "password" {
        type      = string
        sensitive = true
        default   = "unspoken-default"
      }

      resource "terraform_data" "warehouse" {
        input            = var.size
        triggers_replace = var.size > 3 ? "big" : "small"
      }

      output "size" {
        value = terraform_data.warehouse.output
      }

      output "password" {
        value     = var.password
        sensitive = true
      }
      """;

  private InstalledTerraform() {}

  /** A configuration of its own, not yet initialised. */
  static Terraform in(Path directory, String configuration) throws IOException {
    String how = "no terraform is on the PATH; install it from releases of HashiCorp";
    boolean found =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
            .map(each -> Path.of(each, "terraform"))
            .anyMatch(Files::isExecutable);
    if (!found && "true".equals(System.getenv("CI"))) {
      return fail(how);
    }
    assumeTrue(found, how);
    Path unused =
        Files.writeString(Files.createDirectories(directory).resolve("main.tf"), configuration);
    return Terraform.in(directory).inheriting(System.getenv());
  }

  static FakeContext context(Path workspace) {
    return FakeContext.ofRun("run-" + UUID.randomUUID())
        .clock(InstantSource.system())
        .workspace(workspace);
  }
}
