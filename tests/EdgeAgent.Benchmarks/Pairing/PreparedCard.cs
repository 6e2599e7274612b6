using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Benchmarks.Pairing;

/// <summary>A flashed card with its keys and verifier made beforehand, at an address of its own.</summary>
internal sealed class PreparedCard : IDisposable
{
    private readonly IPAddress _from;
    private readonly SigningKey _key = SigningKey.Create();
    private readonly TlsKey _tls;
    private readonly DevicePairing _machine;

    [SuppressMessage("Reliability", "CA2000", Justification = "The machine takes the verifier over")]
    public PreparedCard(string folder, int number)
    {
        _from = new IPAddress([127, 1, (byte)(number / 250), (byte)(1 + (number % 250))]);
        _tls = TlsKey.LoadOrCreate(Path.Combine(folder, $"{number}.key"));
        using var secret = PrintedSecret.New();
        Label = secret.ToQrText();
        _machine = new DevicePairing(
            new DevicePairingSetup(
                PairingVerifier.Create(secret), _key.Address, _tls.SpkiHash, "Simulated Board",
                new DeviceAttempts(new NoAttempts(), "boot")),
            TimeProvider.System);
    }

    /// <summary>What the hub is told.</summary>
    public string Label { get; }

    /// <summary>Pairs, up to the first connection with the new certificate.</summary>
    public async Task PairAsync(int port, CancellationToken cancellationToken)
    {
        EnrolmentGrant grant;
        using (var stranger = Client(port, certificate: null))
        {
            var challenge = await PostAsync(
                stranger, "pair/hello", _machine.Hello, WireJson.Default.PairingHello, WireJson.Default.PairingChallenge, cancellationToken);
            var reply = (DeviceStep.SendReply)_machine.OnChallenge(challenge);
            var proof = await PostAsync(
                stranger, "pair/reply", reply.Message, WireJson.Default.PairingReply, WireJson.Default.PairingProof, cancellationToken);
            var make = (DeviceStep.MakeRequest)_machine.OnProof(proof);
            var confirm = (DeviceStep.SendConfirm)_machine.OnRequest(Request(make.Offer));
            var sealedGrant = await PostAsync(
                stranger, "pair/confirm", confirm.Message, WireJson.Default.PairingConfirm, WireJson.Default.PairingGrant, cancellationToken);
            grant = ((DeviceStep.Store)_machine.OnGrant(sealedGrant)).Grant;
        }
        using var bare = X509CertificateLoader.LoadCertificate(grant.Certificate);
        using var own = bare.CopyWithPrivateKey(_tls.Key);
        using var member = Client(port, own);
        using var answer = await member.GetAsync("pair/active", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Says hello as somebody whom the hub does not know.</summary>
    public async Task<int> KnockAsync(int port, int times, CancellationToken cancellationToken)
    {
        var taken = 0;
        using var stranger = Client(port, certificate: null);
        for (var i = 0; i < times; i++)
        {
            var hello = _machine.Hello with { Enrolment = EnrolmentId.New(), Iterations = PairingLimits.CodeIterations };
            using var content = new ByteArrayContent(WireJson.Write(hello, WireJson.Default.PairingHello));
            using var response = await stranger.PostAsync("pair/hello", content, cancellationToken);
            taken += response.StatusCode == HttpStatusCode.Accepted ? 1 : 0;
        }
        return taken;
    }

    public void Dispose()
    {
        _machine.Dispose();
        _tls.Dispose();
        _key.Dispose();
    }

    private EnrolmentRequest Request(EnrolmentOffer offer)
    {
        var permit = new PairPermit(
            _key.Address, offer.Hub, offer.HomeId, _tls.SpkiHash, offer.CaSpkiHash, offer.Transcript);
        return new EnrolmentRequest(
            permit, _key.Sign(TypedData.Digest(permit)), _tls.CreateRequest(_key.Address), "Simulated Board");
    }

    private static async Task<TNext> PostAsync<T, TNext>(
        HttpClient client, string path, T message, JsonTypeInfo<T> type, JsonTypeInfo<TNext> next, CancellationToken cancellationToken)
        where T : class, IWireMessage
        where TNext : class, IWireMessage
    {
        using var content = new ByteArrayContent(WireJson.Write(message, type));
        using var response = await client.PostAsync(path, content, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"{path} is answered with {(int)response.StatusCode}.");
        }
        return WireJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), next);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler, the handler its streams")]
    [SuppressMessage("Security", "CA5359", Justification = "Pairing's TLS proves nothing; who is there shows in the exchange")]
    private HttpClient Client(int port, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(_from, 0));
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }
        return new HttpClient(handler) { BaseAddress = new UriBuilder("https", "127.0.0.1", port).Uri };
    }

    private sealed class NoAttempts : IAttemptCounter
    {
        public int Read(AttemptKey key) => 0;

        public int Increment(AttemptKey key) => 1;

        public void Decrement(AttemptKey key)
        {
        }

        public void Forget(AttemptKey key)
        {
        }
    }
}
