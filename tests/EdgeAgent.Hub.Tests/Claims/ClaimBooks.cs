using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Tests.Claims;

/// <summary>A claim store on a real database file, with one hub and one device.</summary>
internal sealed class ClaimBooks : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly SigningKey _hub = SigningKey.Create();
    private readonly SigningKey _device = SigningKey.Create();
    private HubDatabase _database;

    public ClaimBooks()
    {
        Maker = new ClaimMaker(_hub, _device);
        _database = Open();
        Store = NewStore();
    }

    public ClaimMaker Maker { get; }

    public ClaimStore Store { get; private set; }

    public HubDatabase Database => _database;

    public EdgeAgent.Contracts.Address Device => _device.Address;

    public async Task<ClaimOutcome> TakeAsync(SignedClaim signed) => Assert.Single(await TakeAllAsync(signed));

    public Task<IReadOnlyList<ClaimOutcome>> TakeAllAsync(params SignedClaim[] signed) => Store.TakeAsync(
        [.. signed.Select(claim => Maker.Incoming(claim))], TestContext.Current.CancellationToken);

    /// <summary>Closes the database and opens it again, as a restart of the hub does.</summary>
    public async Task RestartAsync()
    {
        await _database.DisposeAsync();
        _database = Open();
        Store = NewStore();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _hub.Dispose();
        _device.Dispose();
        _directory.Dispose();
    }

    private HubDatabase Open() => new(
        new DataDirectory(Options.Create(new HubOptions { DataDirectory = _directory.Root })),
        [ClaimSchema.Value],
        NullLogger<HubDatabase>.Instance);

    private ClaimStore NewStore()
    {
        var verifier = new ClaimVerifier(_hub.Address, Maker.HomeId, _ => ClaimMaker.Parameters);
        return new ClaimStore(_database, new ClaimChain(verifier, new NoSettlement(), TimeProvider.System));
    }
}
