using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A device's directory and key.</summary>
internal sealed class TestDevice : IDisposable
{
    private readonly TempDirectory _directory = new();

    public TestDevice()
    {
        Data = new DataDirectory(_directory.Root);
        Key = SigningKey.LoadOrCreate(Data.DeviceKey);
    }

    public DataDirectory Data { get; }

    public SigningKey Key { get; }

    public void Dispose()
    {
        Key.Dispose();
        _directory.Dispose();
    }
}
