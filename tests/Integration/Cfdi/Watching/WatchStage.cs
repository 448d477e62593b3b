using System.CommandLine;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;
using Strangler.Tests.Integration.Cfdi.Flow;

namespace Strangler.Tests.Integration.Cfdi.Watching;

/// <summary>The settings of an issuer, a certificate and the sandbox's PACs, as an operator makes them.</summary>
internal sealed class WatchStage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>By the names of environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public static async Task<WatchStage> CreateAsync(FlowStage flow)
    {
        WatchStage stage = new();
        await stage.MakeCertificateAsync();
        string certificates = Directory.CreateDirectory(stage.PathOf("certificates")).FullName;
        string number = Strangler.Cfdi.Stamping.PacCertificates.NumberOf(flow.Stamping.First.Certificate);
        await File.WriteAllBytesAsync(
            Path.Combine(certificates, number + ".cer"), flow.Stamping.First.Certificate.RawData, Cancellation);
        foreach ((string name, string value) in new[]
        {
            ("CFDI_RFC", TestCsd.Rfc), ("CFDI_NAME", "AGUA DE PRUEBA"), ("CFDI_REGIME", "603"),
            ("CFDI_POSTAL_CODE", "76000"), ("CSD_DIR", stage.PathOf("csd")), ("PAC_CERTIFICATES", certificates),
            ("PACS", "finkok,sw"),
            ("PAC_FINKOK_URL", $"{flow.Stamping.First.Address}"), ("PAC_FINKOK_USER", "u"),
            ("PAC_FINKOK_PASSWORD", "p"),
            ("PAC_SW_URL", $"{flow.Stamping.First.Address}"), ("PAC_SW_USER", "u"), ("PAC_SW_PASSWORD", "p"),
        })
        {
            stage.Settings[$"STRANGLER_{name}"] = value;
        }

        return stage;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string? Read(string name) => Settings.GetValueOrDefault(name);

    public Task MakeCertificateAsync() => CommandAsync("cfdi", "test-csd", "--out", PathOf("csd"));

    /// <summary>A command with these settings for its environment.</summary>
    public async Task<(int Code, string Output, string Error)> CommandAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandRunner.RunAsync(
            new Command("strangler") { CfdiCommand.Create(Read) }, arguments, error, output);
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
