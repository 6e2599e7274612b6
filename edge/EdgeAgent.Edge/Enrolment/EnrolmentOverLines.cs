using EdgeAgent.Contracts;
using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>Enrolment with a hub on the same box: one line of JSON each way over a pair of pipes. Offer in, request out, grant in.</summary>
public static class EnrolmentOverLines
{
    /// <summary>Runs it once. When it returns, everything is on the disk.</summary>
    /// <param name="data">Where the device lives; keys are made on first use and kept on every later run.</param>
    /// <param name="input">The hub's lines.</param>
    /// <param name="output">Takes the device's line.</param>
    /// <param name="cancellationToken">Gives up; nothing was stored then.</param>
    /// <returns>The device's account.</returns>
    /// <exception cref="EnrolmentRefusedException">The hub's offer or grant does not fit, or the hub hung up.</exception>
    /// <exception cref="WireFormatException">A line is not what it should be.</exception>
    /// <exception cref="KeyFileException">A key file or the directory is open to others.</exception>
    public static async Task<Address> RunAsync(
        DataDirectory data, Stream input, Stream output, CancellationToken cancellationToken)
    {
        PrivateFile.EnsureDirectory(data.Root);
        using var key = SigningKey.LoadOrCreate(data.DeviceKey);
        using var tls = TlsKey.LoadOrCreate(data.TlsKey);
        var enrolment = new DeviceEnrolment(key, tls);
        var lines = new LineReader(input);

        var offer = WireJson.Parse(await lines.ReadAsync(cancellationToken), WireJson.Default.EnrolmentOffer);
        var request = enrolment.Answer(offer, Board.Describe());
        await output.WriteAsync(WireJson.Write(request, WireJson.Default.EnrolmentRequest), cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
        await output.FlushAsync(cancellationToken);

        var grant = WireJson.Parse(await lines.ReadAsync(cancellationToken), WireJson.Default.EnrolmentGrant);
        enrolment.Check(offer, grant);
        HomeFile.Enrol(data, grant);
        return key.Address;
    }
}
