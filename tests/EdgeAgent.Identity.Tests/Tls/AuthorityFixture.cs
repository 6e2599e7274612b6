using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tests.Files;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Identity.Tests.Tls;

/// <summary>A hub's authority and one device, on a clock that the test turns.</summary>
public sealed class AuthorityFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AuthorityFixture()
    {
        Authority = CertificateAuthority.LoadOrCreate(File("ca"), Hub, Time);
        DeviceKey = TlsKey.LoadOrCreate(File("tls.key"));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public Address Hub { get; } = Address.Parse("0x00000000000000000000000000000000000000aa");

    public Address Device { get; } = Address.Parse("0x00000000000000000000000000000000000000dd");

    public CertificateAuthority Authority { get; }

    public TlsKey DeviceKey { get; }

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Authority.Dispose();
        DeviceKey.Dispose();
        _folder.Dispose();
    }
}
