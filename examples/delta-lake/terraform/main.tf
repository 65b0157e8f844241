# Only what Terraform itself brings: nothing is downloaded.
terraform {
  required_version = ">= 1.4"
}

variable "partitions" {
  type    = number
  default = 16
}

resource "terraform_data" "lake" {
  input = {
    partitions = var.partitions
    layers     = ["bronze", "silver", "gold"]
  }
}

output "layers" {
  value = terraform_data.lake.output.layers
}
