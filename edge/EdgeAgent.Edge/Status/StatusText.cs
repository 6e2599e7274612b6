using System.Globalization;
using System.Text.Json;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Edge.Status;

/// <summary>What <c>edgeagent status</c> prints.</summary>
public static class StatusText
{
    /// <summary>Writes one line for each fact.</summary>
    /// <returns>Whether an agent runs on this directory now.</returns>
    /// <exception cref="EnrolmentRefusedException">The stored grant is damaged.</exception>
    /// <exception cref="KeyFileException">A key file is damaged or open to others.</exception>
    public static bool Write(DataDirectory data, TextWriter output)
    {
        void Line(string name, string value) => output.WriteLine($"{name,-12}{value}");

        Line("data", data.Root);
        if (File.Exists(data.DeviceKey))
        {
            using var key = SigningKey.LoadOrCreate(data.DeviceKey);
            Line("device", key.Address.ToString());
        }
        if (HomeFile.Read(data.Home) is { } home)
        {
            Line("hub", home.Hub.ToString());
            Line("doors", string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(' ', home.Doors.Hosts)}, MQTT {home.Doors.MqttTlsPort}, HTTPS {home.Doors.DevicePort}"));
        }
        else
        {
            Line("hub", "not enrolled");
        }
        var running = IsRunning(data);
        if (running && Read(data) is { } report)
        {
            Line("agent", string.Create(
                CultureInfo.InvariantCulture, $"running since {report.StartedAt:u}, process {report.Pid}, version {report.Version}"));
            if (report.Pairing is { } pairing)
            {
                Line("pairing", string.Create(CultureInfo.InvariantCulture, $"{pairing} ({report.WrittenAt:u})"));
                return true;
            }
            Line("line", string.Create(
                CultureInfo.InvariantCulture, $"{report.Link}{(report.Host is null ? "" : $" to {report.Host}")} since {report.LinkSince:u}"));
            Line("jobs", report.Jobs.ToString(CultureInfo.InvariantCulture));
            Line("model", report.Model ?? "none in memory");
            Line("claims", string.Create(
                CultureInfo.InvariantCulture, $"{report.ClaimsPending} not acknowledged ({report.WrittenAt:u})"));
            return true;
        }
        Line("agent", running ? "starting" : "not running");
        Line("claims", DescribeClaims(data));
        return running;
    }

    private static bool IsRunning(DataDirectory data)
    {
        if (!File.Exists(data.Lock))
        {
            return false;
        }
        using var free = DirectoryLock.TryTake(data);
        return free is null;
    }

    private static StatusReport? Read(DataDirectory data)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(data.Status), EdgeFileJson.Default.StatusReport);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null; // not yet written
        }
    }

    /// <summary>Only while no agent runs: the file is opened as the agent would.</summary>
    private static string DescribeClaims(DataDirectory data)
    {
        if (!File.Exists(data.Claims))
        {
            return File.Exists(data.ClaimsStarted) ? $"{data.Claims} is missing" : "none signed";
        }
        try
        {
            using var database = ClaimDatabase.Open(data.Claims);
            return database.Version > 0 && database.ReadHead() is { } head
                ? string.Create(CultureInfo.InvariantCulture, $"{head.Seq} signed, {head.Seq - head.Acked} not acknowledged")
                : $"{data.Claims} has no chain";
        }
        catch (SqliteException e)
        {
            return $"{data.Claims} cannot be read: {e.Message}";
        }
    }
}
