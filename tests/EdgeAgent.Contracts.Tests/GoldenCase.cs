namespace EdgeAgent.Contracts.Tests;

/// <summary>A message with every member set, pinned by a file of the same name.</summary>
public abstract record GoldenCase(string Name)
{
    /// <summary>The pinned bytes: the file without its final newline.</summary>
    public byte[] File()
    {
        var bytes = System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", Name + ".json"));
        Assert.Equal((byte)'\n', bytes[^1]);
        return bytes[..^1];
    }

    public abstract Type MessageType { get; }

    public abstract byte[] Write();

    public abstract void Parse(ReadOnlySpan<byte> utf8);

    public abstract byte[] Rewrite(ReadOnlySpan<byte> utf8);
}
