using System.CommandLine;
using Strangler.ParallelRun.Bench.Cfdi;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.Tests.Unit.Cfdi.Commands;

public sealed class CfdiCommandTests : IDisposable
{
    private const string Usual = "EKU9003173C9_30001000000500003416";
    private readonly string _folder = Directory.CreateTempSubdirectory("cfdi-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_built_passes_and_what_is_changed_is_refused_with_its_code()
    {
        Assert.Equal((0, ""), Without(await RunAsync("cfdi", "test-csd", "--out", _folder)));
        string made = Path.Combine(_folder, "made");
        (int built, _, string builtError) = await RunAsync(
            "cfdi", "build", "--sample", "30", "--out", made, "--csd-cer", PathOf("csd.cer"), "--csd-key",
            PathOf("csd.key"), "--password-file", PathOf("csd.password"));
        Assert.Equal((0, ""), (built, builtError));
        Assert.Equal((0, ""), Without(await RunAsync("cfdi", "validate", made)));

        string first = Directory.GetFiles(made).Order(StringComparer.Ordinal).First();
        string xml = await File.ReadAllTextAsync(first, Cancellation);
        await File.WriteAllTextAsync(
            first, xml.Replace(" Serie=\"", " Serie=\"X", StringComparison.Ordinal), Cancellation);
        (int code, string output, _) = await RunAsync("cfdi", "validate", made);
        Assert.Equal(1, code);
        Assert.Contains("CFDI40102", output, StringComparison.Ordinal);
        Assert.Contains("30 documents, 29 pass, 1 refused.", output, StringComparison.Ordinal);
        Assert.Contains("Warning: 308 is judged by the name", output, StringComparison.Ordinal);

        // Nobody of SAT's has issued a certificate of our own making.
        (int judged, string refused, _) = await RunAsync(
            "cfdi", "validate", made, "--authorities", Repository.Shared("sat/certificates/ca"));
        Assert.Equal(1, judged);
        Assert.Contains("30 documents, 0 pass, 30 refused.", refused, StringComparison.Ordinal);
        Assert.Matches(@"308\s+30", refused);
        Assert.DoesNotContain("Warning", refused, StringComparison.Ordinal);
        (int none, _, string why) = await RunAsync("cfdi", "validate", made, "--authorities", made);
        Assert.Equal(1, none);
        Assert.Contains("has 0 certificates", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Usual, Usual, "wrong", "does not open the key")]
    [InlineData("FIEL_EKU9003173C9", "FIEL_EKU9003173C9", SatFiles.Password, "306: the certificate is an e.firma")]
    [InlineData("CACX7605101P8_expired2023", "CACX7605101P8_expired2023", SatFiles.Password, "305: the certificate")]
    [InlineData(Usual, "CACX7605101P8_expired2023", SatFiles.Password, "not the certificate's")]
    [InlineData("none", Usual, SatFiles.Password, "--csd-cer")]
    public async Task A_certificate_that_cannot_seal_ends_the_command_with_1_and_the_reason(
        string certificate, string key, string password, string said)
    {
        (int code, string output, string error) = await BuildAsync(certificate, key, password);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(said, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(password, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("out")) && Directory.EnumerateFiles(PathOf("out")).Any());
    }

    [Fact]
    public async Task An_issuer_who_is_not_the_certificates_is_refused_by_its_code()
    {
        (int code, _, string error) = await BuildAsync(
            Usual, Usual, SatFiles.Password, "--issuer-rfc", "URE180429TM6");
        Assert.Equal(1, code);
        Assert.Contains("303", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "301")]
    [InlineData("<a/>", "301")]
    [InlineData("", "301")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "301")]
    public async Task What_is_no_document_is_refused_and_not_a_crash(string content, string rule)
    {
        await File.WriteAllTextAsync(PathOf("x.xml"), content, Cancellation);
        (int code, string output, string error) = await RunAsync("cfdi", "validate", PathOf("x.xml"));
        Assert.Equal((1, ""), (code, error));
        Assert.Contains(rule, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "There is no file or folder", "cfdi", "validate", "/nowhere/x.xml")]
    [InlineData(1, "There is no file or folder", "cfdi", "enqueue", "/nowhere/x.xml")]
    [InlineData(1, "The database failed", "cfdi", "stamp", "--certificates", "/tmp", "--database",
        "postgresql://a:hidden@127.0.0.1:1/none")]
    [InlineData(2, "", "cfdi", "build", "--sample", "0", "--out", "x")]
    [InlineData(2, "", "cfdi", "stamp", "--in-flight", "0")]
    [InlineData(2, "", "cfdi", "watch", "--global", "year")]
    [InlineData(2, "", "pac-sandbox", "--port", "70000")]
    [InlineData(1, "", "pac-sandbox", "--certificates", "/proc/nowhere")]
    public async Task Bad_usage_has_its_exit_code_and_message(int expected, string said, params string[] arguments)
    {
        (int code, _, string error) = await RunAsync(arguments);
        Assert.Equal(expected, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_openssl_is_read_among_what_else_it_says()
    {
        Assert.Equal(4031.5, OpensslSpeed.Parse("+R1:2\n+F2:2:2048:4031.5:59133.7\n"));
        Assert.Null(OpensslSpeed.Parse("no such command\n"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(int Code, string Output, string Error)> BuildAsync(
        string certificate, string key, string password, params string[] more)
    {
        await File.WriteAllTextAsync(PathOf("password"), password, Cancellation);
        return await RunAsync(
        [
            "cfdi", "build", "--sample", "3", "--out", PathOf("out"),
            "--csd-cer", Path.Combine(SatFiles.CsdFolder, $"{certificate}.cer"),
            "--csd-key", Path.Combine(SatFiles.CsdFolder, $"{key}.key"), "--password-file", PathOf("password"), .. more,
        ]);
    }

    private static (int Code, string Error) Without((int Code, string Output, string Error) run) =>
        (run.Code, run.Error);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { CfdiCommand.Create(), PacSandboxCommand.Create() };
        int code = await CommandRunner.RunAsync(root, arguments, error, output);
        return (code, output.ToString(), error.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
