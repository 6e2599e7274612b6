using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>The agent for one processor: a folder with <c>edgeagent</c>, its libraries, and <c>VERSION</c>.</summary>
internal sealed class DevicePayload
{
    private const string Program = "edgeagent";
    private const string VersionFile = "VERSION";
    private const int MaxVersionChars = 40;
    private const int ElfMachineAt = 18;
    private const string DefaultRuntime = "linux-arm64";

    // e_machine, elf.h
    private static readonly Dictionary<string, ushort> s_machines = new(StringComparer.Ordinal)
    {
        ["linux-arm64"] = 183,
        ["linux-x64"] = 62,
    };

    private DevicePayload(string folder, string version, IReadOnlyList<string> files)
    {
        Folder = folder;
        Version = version;
        Files = files;
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Of the agent, for example <c>0.1.0</c>.</summary>
    public string Version { get; }

    /// <summary>All files but <c>VERSION</c>, relative, with <c>/</c>, sorted.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Size of all files.</summary>
    public long LengthBytes => Files.Sum(file => new FileInfo(Path.Combine(Folder, file)).Length);

    /// <exception cref="PayloadException">It is no agent for this processor.</exception>
    public static DevicePayload Open(string folder, string runtime = DefaultRuntime)
    {
        if (!s_machines.TryGetValue(runtime, out var machine))
        {
            throw new PayloadException($"'{runtime}' is none of {string.Join(", ", s_machines.Keys)}.");
        }
        var program = Path.Combine(folder, Program);
        var version = Path.Combine(folder, VersionFile);
        if (!File.Exists(program) || !File.Exists(version))
        {
            throw new PayloadException(
                $"{folder} does not hold an agent ({Program} and {VersionFile}). Make it with: dotnet cake --target=Package");
        }
        Span<byte> head = stackalloc byte[ElfMachineAt + 2];
        using (var file = File.OpenRead(program))
        {
            _ = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false); // what is too short has no such head either
        }
        if (!head.StartsWith("\u007fELF"u8) || BinaryPrimitives.ReadUInt16LittleEndian(head[ElfMachineAt..]) != machine)
        {
            throw new PayloadException($"{program} is no program for {runtime}: name the folder for that.");
        }
        var text = File.ReadAllText(version).Trim();
        if (text.Length is 0 or > MaxVersionChars || !text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+'))
        {
            throw new PayloadException($"{version} holds no version.");
        }
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(static file => file != VersionFile)
            .Order(StringComparer.Ordinal);
        return new DevicePayload(folder, text, [.. files]);
    }

    /// <summary>SHA-256 of one file, 64 hexadecimal digits.</summary>
    public async Task<string> SumAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(Path.Combine(Folder, file));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    /// <summary>SHA-256 of a text as it is written, 64 hexadecimal digits.</summary>
    public static string SumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
