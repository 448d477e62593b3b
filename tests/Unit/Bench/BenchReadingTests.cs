using System.Text;
using System.Xml.Linq;
using Strangler.ParallelRun.Bench;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.Tests.Unit.Bench;

public sealed class BenchReadingTests
{
    [Fact]
    public void The_line_of_wrk_is_read_among_what_else_it_says()
    {
        WrkResult result = Wrk.Parse("Running 4s test\n  2 threads\nRESULT 8000 4000000 250 1250 3\n");
        Assert.Equal(
            new WrkResult(8000, 2000, TimeSpan.FromMicroseconds(250), TimeSpan.FromMicroseconds(1250), 3), result);
    }

    [Fact]
    public void Wrk_without_a_result_is_a_failure() =>
        Assert.Throws<CommandFailedException>(() => Wrk.Parse("unable to connect to 127.0.0.1\n"));

    [Fact]
    public void The_peak_of_a_process_is_read_in_bytes() =>
        Assert.Equal(135_168, ResidentMemory.ParsePeak(["Name:\tdotnet", "VmHWM:\t     132 kB", "VmRSS:\t 100 kB"]));

    [Fact]
    public void A_process_of_this_machine_has_a_peak_and_has_used_the_processor()
    {
        Assert.True(ResidentMemory.Peak(Environment.ProcessId) > 1024 * 1024);
        Assert.True(ProcessorTime.Of(Environment.ProcessId) > TimeSpan.Zero);
    }

    [Fact]
    public void Request_and_answer_have_the_sizes_that_are_promised()
    {
        Assert.Equal(BenchTraffic.RequestBytes, Encoding.UTF8.GetByteCount(BenchTraffic.Request));
        Assert.Equal(BenchTraffic.AnswerBytes, BenchTraffic.Answer.Length);
        Assert.Equal("Envelope", XDocument.Parse(BenchTraffic.Request).Root!.Name.LocalName);
        Assert.Equal("Envelope", XDocument.Parse(Encoding.UTF8.GetString(BenchTraffic.Answer)).Root!.Name.LocalName);
    }

    [Fact]
    public async Task A_large_envelope_is_as_long_as_it_says_and_well_formed()
    {
        using LargeEnvelope envelope = new(200_000);
        byte[] sent = await envelope.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200_000, sent.Length);
        Assert.Equal("Envelope", XDocument.Parse(Encoding.UTF8.GetString(sent)).Root!.Name.LocalName);
    }
}
