using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>A device made of the product's own parts whose secrets lie open for the test: S, the keys of the run, x and v.</summary>
internal sealed class ClearDevice : IDisposable
{
    private static readonly string[] s_uses = ["proof hub", "proof device", "seal hub", "seal device"];

    private readonly SigningKey _key;
    private readonly TlsKey _tls;
    private readonly PairingVerifier _verifier;
    private readonly SrpServer _server;
    private readonly List<byte[]> _hidden = [];

    public ClearDevice(string folder)
    {
        Directory.CreateDirectory(folder);
        _key = SigningKey.LoadOrCreate(Path.Combine(folder, "device.key"));
        _tls = TlsKey.LoadOrCreate(Path.Combine(folder, "tls.key"));
        Secret = PrintedSecret.New();
        _verifier = PairingVerifier.Create(Secret);
        _server = new SrpServer(SrpGroup.Standard, _verifier.Verifier);
        Hello = new PairingHello(
            PairingLimits.Version,
            _verifier.Enrolment,
            _tls.SpkiHash,
            "Test Board",
            _verifier.Salt,
            _verifier.Iterations,
            new Bytes32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
    }

    public PrintedSecret Secret { get; }

    public Address Address => _key.Address;

    public PairingHello Hello { get; }

    /// <summary>Everything that nobody but the two sides may ever know.</summary>
    public IReadOnlyList<byte[]> Hidden()
    {
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, Secret, Hello.Salt);
        return [Secret.Secret.ToArray(), x.Span.ToArray(), _verifier.Verifier.ToArray(), .. _hidden];
    }

    /// <summary>Pairs as any device does.</summary>
    public async Task<EnrolmentGrant> PairAsync(string door, CancellationToken cancellationToken)
    {
        using var client = TrustingClient.Create(new Uri(door));
        var challenge = WireJson.Parse(
            await PostAsync(client, "pair/hello", WireJson.Write(Hello, WireJson.Default.PairingHello), cancellationToken),
            WireJson.Default.PairingChallenge);
        var reply = new PairingReply(challenge.Run, _server.PublicB);
        using var shared = _server.Agree(challenge.PublicA)!;
        var transcript = PairingTranscript.Compute(Hello, challenge, reply);
        using var keys = new PairingKeys(shared, transcript);
        _hidden.Add(shared.Span.ToArray());
        _hidden.AddRange(DeriveAll(shared.Span, transcript));

        var proof = WireJson.Parse(
            await PostAsync(client, "pair/reply", WireJson.Write(reply, WireJson.Default.PairingReply), cancellationToken),
            WireJson.Default.PairingProof);
        Assert.True(keys.IsHubProof(proof.Mac));
        var permit = new PairPermit(
            Address, challenge.Hub, challenge.HomeId, _tls.SpkiHash, challenge.CaSpkiHash, transcript);
        var request = new EnrolmentRequest(
            permit, _key.Sign(TypedData.Digest(permit)), _tls.CreateRequest(Address), "Test Board");
        var confirm = new PairingConfirm(
            challenge.Run, keys.DeviceProof(), keys.DeviceSeal(WireJson.Write(request, WireJson.Default.EnrolmentRequest)));
        var grant = WireJson.Parse(
            await PostAsync(client, "pair/confirm", WireJson.Write(confirm, WireJson.Default.PairingConfirm), cancellationToken),
            WireJson.Default.PairingGrant);
        return WireJson.Parse(keys.OpenHub(grant.Envelope), WireJson.Default.EnrolmentGrant);
    }

    public void Dispose()
    {
        Secret.Dispose();
        _verifier.Dispose();
        _server.Dispose();
        _key.Dispose();
        _tls.Dispose();
    }

    /// <summary>The keys as the protocol's page describes them, computed here once more.</summary>
    private static IEnumerable<byte[]> DeriveAll(ReadOnlySpan<byte> shared, Bytes32 transcript)
    {
        var root = System.Security.Cryptography.HKDF.Extract(
            System.Security.Cryptography.HashAlgorithmName.SHA256, shared.ToArray(), transcript.ToArray());
        return
        [
            root,
            .. s_uses.Select(use =>
                System.Security.Cryptography.HKDF.Expand(
                    System.Security.Cryptography.HashAlgorithmName.SHA256, root, 32,
                    System.Text.Encoding.ASCII.GetBytes($"EdgeAgent pairing 1 {use}"))),
        ];
    }

    private static async Task<byte[]> PostAsync(
        HttpClient client, string path, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        using var response = await client.PostAsync(path, content, cancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
