using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Tests.Native;

/// <summary>
/// Holds the binding against what abi.c printed when it was compiled with the header of <see cref="LlamaBuild"/>.
/// </summary>
public sealed class AbiTests
{
    private static readonly Dictionary<string, Type> s_types = new(StringComparer.Ordinal)
    {
        ["llama_model_params"] = typeof(LlamaModelParams),
        ["llama_context_params"] = typeof(LlamaContextParams),
        ["llama_batch"] = typeof(LlamaBatch),
        ["llama_token_data"] = typeof(LlamaTokenData),
        ["llama_token_data_array"] = typeof(LlamaTokenDataArray),
        ["llama_chat_message"] = typeof(LlamaChatMessage),
        ["ggml_threadpool_params"] = typeof(GgmlThreadpoolParams),
        ["ggml_backend_feature"] = typeof(GgmlBackendFeature),
    };

    [Fact]
    public void Sizes_and_offsets_are_those_of_the_header()
    {
        var fieldsSeen = s_types.Keys.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach (var line in Resource("abi.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            var (name, value) = (words[0], int.Parse(words[1], CultureInfo.InvariantCulture));
            var parts = name.Split('.');
            var type = s_types[parts[0]];
            if (parts.Length == 1)
            {
                Assert.Equal((name, value), (name, Marshal.SizeOf(type)));
            }
            else
            {
                Assert.Equal((name, value), (name, (int)Marshal.OffsetOf(type, parts[1])));
                fieldsSeen[parts[0]]++;
            }
        }
        Assert.All(s_types, pair => Assert.Equal(InstanceFields(pair.Value), fieldsSeen[pair.Key]));
    }

    [Fact]
    public void The_library_is_the_pinned_build()
    {
        LlamaLibrary.Load();
        unsafe
        {
            // It says 0.5.0-dev: the packages are built from the release's source without its build number.
            var version = Marshal.PtrToStringUTF8((nint)LlamaApi.llama_version());
            Assert.StartsWith(LlamaBuild.Release.TrimStart('v'), version, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Block_sizes_are_those_of_the_library()
    {
        const int TypeCount = 43; // ggml.h: GGML_TYPE_COUNT
        LlamaLibrary.Load();
        for (var type = 0; type < TypeCount; type++)
        {
            GgmlTypeTraits.TryGetBlock((GgmlType)type, out var elements, out var bytes);
            Assert.Equal(
                (type, GgmlApi.ggml_blck_size(type), GgmlApi.ggml_type_size(type)),
                (type, (long)elements, (nuint)bytes));
        }
        Assert.False(GgmlTypeTraits.TryGetBlock((GgmlType)TypeCount, out _, out _));
    }

    [Fact]
    public async Task The_header_still_prints_the_same()
    {
        var compiler = LlamaSource.FindProgram("cc", "gcc", "clang");
        Assert.SkipWhen(
            compiler is null, "No C compiler: the table was not compiled again, only compared (apt-get install clang).");
        var source = await LlamaSource.FolderAsync(TestContext.Current.CancellationToken);
        var directory = Directory.CreateTempSubdirectory("edgeagent-abi-");
        try
        {
            var (file, program) = (Path.Combine(directory.FullName, "abi.c"), Path.Combine(directory.FullName, "abi"));
            await File.WriteAllTextAsync(file, Resource("abi.c"), TestContext.Current.CancellationToken);
            var (llama, ggml) = (Path.Combine(source, "include"), Path.Combine(source, "ggml", "include"));
            await OutputOf(compiler, "-I", llama, "-I", ggml, "-o", program, file);
            Assert.Equal(Resource("abi.txt"), await OutputOf(program));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static int InstanceFields(Type type) =>
        type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public).Length;

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(AbiTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task<string> OutputOf(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
