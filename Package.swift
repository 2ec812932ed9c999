// swift-tools-version: 6.3

import PackageDescription

/// What every target that ships is built with: memory safety checked strictly, every warning an error.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Tests leave strict memory safety off, which does not work inside `#expect`.
let testSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

/// What makes the program start fast: Swift's runtime and, with `CRuntime`, that of C++ in it, no names for others to find,
/// and addresses to be adjusted told in the short form. That is half the instructions of a start.
let startupFlags = [
  "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-static-libgcc", "-Xlinker", "--no-export-dynamic", "-Xlinker",
  "-z",
  "-Xlinker", "pack-relative-relocs", "-Xlinker", "--remap-inputs=*/libstdc++.so=/dev/null",
]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: testSettings)
}

let package = Package(
  name: "sniff",
  products: [.executable(name: "sniff", targets: ["sniff"])],
  targets: [
    // Rooms, from the ground up; each may use those it names and no others.
    .target(name: "CLinux"),
    .target(name: "CPrefetch"),
    .systemLibrary(name: "CPcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CCompression", providers: [.apt(["zlib1g-dev", "libzstd-dev", "liblz4-dev", "liblzma-dev"])]),
    room("Bytes", ["CPrefetch"]),
    room("Packets", ["Bytes"]),
    room("System", ["Bytes", "Packets", "CLinux"]),
    room("BPF", ["Bytes", "Packets"]),
    room("Dissection", ["Bytes", "Packets"]),
    room("Filtering", ["BPF", "Bytes", "Packets"]),
    room("Savefiles", ["Bytes", "CCompression", "Packets", "System"]),
    room("Rendering", ["Bytes", "Dissection", "Packets"]),
    room("Pipeline", ["BPF", "Bytes", "Dissection", "Filtering", "Packets", "Rendering", "Savefiles", "System"]),
    room("Capture", ["BPF", "Bytes", "CLinux", "Packets", "System"]),
    room("CaptureLibpcap", ["BPF", "Bytes", "CPcap", "Capture", "Packets", "System"]),
    room("Decryption", ["Bytes", "CCrypto", "Packets", "System"]),
    room(
      "SniffTool",
      [
        "BPF", "Bytes", "Capture", "CaptureLibpcap", "CLinux", "Decryption", "Dissection", "Filtering", "Packets",
        "Pipeline",
        "Rendering", "Savefiles", "System",
      ]),
    .systemLibrary(name: "CRuntime", providers: [.apt(["libstdc++-12-dev"])]),
    .executableTarget(
      name: "sniff", dependencies: ["CRuntime", "SniffTool"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(startupFlags, .when(configuration: .release))]),

    // Tests, and what they share.
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .target(
      name: "TestSupport", dependencies: ["Packets"], path: "Tests/TestSupport", swiftSettings: testSettings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Bytes", "CAllocations", "CPcap", "Dissection", "Filtering", "Packets", "Rendering", "Savefiles", "System",
        "TestSupport",
      ],
      path: "Tests/Benchmarks", swiftSettings: testSettings),
    tests("BytesTests", ["Bytes"]),
    tests("PacketsTests", ["Packets", "Bytes"]),
    .executableTarget(
      name: "SandboxProbe", dependencies: ["System"], path: "Tests/SandboxProbe", swiftSettings: testSettings),
    tests("SystemTests", ["System", "Packets", "Bytes", "CLinux", "SandboxProbe", "TestSupport"]),
    tests("BPFTests", ["BPF", "Bytes", "Packets"]),
    tests("FilteringTests", ["Filtering", "BPF", "Bytes", "CPcap", "Packets", "Savefiles", "System", "TestSupport"]),
    tests(
      "SavefilesTests",
      ["Savefiles", "Bytes", "CAllocations", "Filtering", "Packets", "Rendering", "System", "TestSupport"]),
    tests(
      "CaptureTests",
      [
        "Capture", "CaptureLibpcap", "BPF", "Bytes", "CAllocations", "CLinux", "Filtering", "Packets", "System",
        "TestSupport",
      ]),
    tests("DissectionTests", ["Dissection", "Bytes", "Packets", "TestSupport"]),
    tests("DecryptionTests", ["Decryption", "Bytes", "Packets", "System"]),
    tests(
      "RenderingTests",
      ["Rendering", "Dissection", "Savefiles", "Bytes", "CAllocations", "Packets", "System", "TestSupport"],
      exclude: ["Goldens", "Samples", "make-samples.py"]),
    tests(
      "PipelineTests",
      [
        "Pipeline", "Rendering", "Dissection", "Filtering", "Savefiles", "Bytes", "Packets", "System", "TestSupport",
      ]),
    .executableTarget(
      name: "CrashingSniff", dependencies: ["Packets", "SniffTool"], path: "Tests/CrashingSniff",
      swiftSettings: testSettings),
    tests(
      "SniffToolTests",
      [
        "CrashingSniff", "SniffTool", "Bytes", "Capture", "Filtering", "Packets", "Rendering", "Savefiles", "System",
        "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzz targets have no main of their own and are there only when they are asked for:
// SNIFF_FUZZ=1 swift build -c release --sanitize fuzzer --scratch-path .build/fuzz --product FuzzPcap
if Context.environment["SNIFF_FUZZ"] != nil {
  package.targets.append(
    .target(
      name: "FuzzSupport", dependencies: ["Savefiles", "Bytes", "Packets", "System"], path: "Tests/Fuzz/Support",
      swiftSettings: testSettings))
  for format in ["Pcap", "Pcapng"] {
    package.targets.append(
      .executableTarget(
        name: "Fuzz\(format)", dependencies: ["FuzzSupport"], path: "Tests/Fuzz/\(format)",
        swiftSettings: testSettings + [.unsafeFlags(["-parse-as-library"])]))
  }
}
