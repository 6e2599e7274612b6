using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Sensing;

public sealed class SysfsTests
{
    [Fact]
    public void A_chip_keeps_its_id_when_the_kernel_numbers_it_anew_and_its_values_have_units()
    {
        using var root = new TempDirectory();
        var files = new SysFiles(root.Root);
        Bme280(root, "iio:device0");
        var first = new IioSource(files).Scan().ToList();
        Assert.Equal(
            ["bme280_1-0076_humidityrelative", "bme280_1-0076_pressure", "bme280_1-0076_temp"],
            first.Select(sense => sense.Info.Id.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(21.42, Value(first, PointKind.Temperature));
        Assert.Equal(48.5, Value(first, PointKind.Humidity));
        Assert.Equal(1013.25, Value(first, PointKind.Pressure));

        Directory.Delete(root.Combine("sys"), recursive: true);
        Assert.Empty(new IioSource(files).Scan());
        Assert.Null(first[0].Read()); // unplugged between two scans
        Bme280(root, "iio:device3");
        Assert.Equal(
            first.Select(sense => sense.Info.Id), new IioSource(files).Scan().Select(sense => sense.Info.Id));
    }

    [Fact]
    public void Raw_channels_are_scaled_with_offset_and_shared_scale()
    {
        using var root = new TempDirectory();
        Write(root, "sys/bus/iio/devices/iio:device0/name", "ads1015");
        Write(root, "sys/bus/iio/devices/iio:device0/in_voltage0_raw", "100");
        Write(root, "sys/bus/iio/devices/iio:device0/in_voltage_scale", "3");
        Write(root, "sys/bus/iio/devices/iio:device0/in_voltage0_offset", "-20");
        Assert.Equal(0.24, Assert.Single(new IioSource(new SysFiles(root.Root)).Scan()).Read());
    }

    [Fact]
    public void Hwmon_thermal_zones_and_1_wire_are_read_and_the_boards_own_are_diagnostic()
    {
        using var root = new TempDirectory();
        Write(root, "sys/devices/i2c-1/1-0048/x", "");
        Write(root, "sys/class/hwmon/hwmon2/name", "lm75");
        Write(root, "sys/class/hwmon/hwmon2/temp1_input", "25500");
        Directory.CreateSymbolicLink(root.Combine("sys/class/hwmon/hwmon2/device"), root.Combine("sys/devices/i2c-1/1-0048"));
        Write(root, "sys/class/hwmon/hwmon3/name", "coretemp");
        Write(root, "sys/class/hwmon/hwmon3/temp1_input", "50000");
        Write(root, "sys/class/thermal/thermal_zone0/type", "cpu-thermal");
        Write(root, "sys/class/thermal/thermal_zone0/temp", "48123");
        Write(root, "sys/bus/w1/devices/28-0316a27988ff/temperature", "18625");
        var files = new SysFiles(root.Root);
        var hwmon = new HwmonSource(files).Scan().ToDictionary(sense => sense.Info.Id.ToString());
        Assert.Equal(25.5, hwmon["lm75_1-0048_temp1"].Read());
        Assert.False(hwmon["lm75_1-0048_temp1"].Info.Diagnostic);
        Assert.True(hwmon["coretemp_temp1"].Info.Diagnostic);
        Assert.Equal(48.123, hwmon["cpu-thermal_temp"].Read());
        var wire = Assert.Single(new OneWireSource(files).Scan());
        Assert.Equal(("w1_28-0316a27988ff_temp", 18.625), (wire.Info.Id.ToString(), wire.Read()));
    }

    private static double? Value(List<Sense> senses, PointKind kind) => senses.Single(sense => sense.Info.Kind == kind).Read();

    private static void Bme280(TempDirectory root, string number)
    {
        var place = $"sys/devices/platform/soc/i2c-1/1-0076/{number}";
        Write(root, $"{place}/name", "bme280");
        Write(root, $"{place}/in_temp_input", "21420");
        Write(root, $"{place}/in_humidityrelative_input", "48500");
        Write(root, $"{place}/in_pressure_input", "101.325");
        Directory.CreateDirectory(root.Combine("sys/bus/iio/devices"));
        Directory.CreateSymbolicLink(root.Combine($"sys/bus/iio/devices/{number}"), root.Combine(place));
    }

    private static void Write(TempDirectory root, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root.Combine(path))!);
        File.WriteAllText(root.Combine(path), text + "\n");
    }
}
