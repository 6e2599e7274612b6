using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Benchmarks.ManyDevices;

/// <summary>Enrols devices in a hub's data before the hub starts, by the hub's own enrolment.</summary>
internal static class SimulatedHome
{
    public static async Task<IReadOnlyList<SimulatedDevice>> EnrolAsync(
        string dataDirectory, int count, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:DataDirectory"] = dataDirectory })
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddHubConfiguration(configuration).AddHubStorage().AddHubDevices().AddHubBroker();
        await using var provider = services.BuildServiceProvider();
        var enrolment = provider.GetRequiredService<DeviceEnrolment>();
        var devices = new List<SimulatedDevice>();
        for (var i = 0; i < count; i++)
        {
            devices.Add(await EnrolOneAsync(enrolment, Path.Combine(dataDirectory, $"tls-{i}.key"), i, cancellationToken));
        }
        return devices;
    }

    private static async Task<SimulatedDevice> EnrolOneAsync(
        DeviceEnrolment enrolment, string tlsKeyFile, int number, CancellationToken cancellationToken)
    {
        using var key = SigningKey.Create();
        using var tls = TlsKey.LoadOrCreate(tlsKeyFile);
        var offer = enrolment.Offer();
        var permit = new PairPermit(
            key.Address, offer.Hub, offer.HomeId, tls.SpkiHash, offer.CaSpkiHash, offer.Transcript);
        var request = new EnrolmentRequest(
            permit, key.Sign(TypedData.Digest(permit)), tls.CreateRequest(key.Address), "simulated");
        var terms = new EnrolmentTerms($"simulated-{number}", LocalSlot: null, new HubDoors(["127.0.0.1"], 8883, 8444), DeviceEnrolment.OfferLife, PendingFor: null);
        var outcome = await enrolment.AnswerAsync(offer, request, terms, cancellationToken);
        return outcome is EnrolmentOutcome.Granted granted
            ? new SimulatedDevice(key.Address, granted.Grant, tls.Key.ExportPkcs8PrivateKey())
            : throw new InvalidOperationException($"not enrolled: {outcome}");
    }
}
