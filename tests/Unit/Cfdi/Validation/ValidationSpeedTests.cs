using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Strangler.Cfdi.Validation;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Says what pre-validation costs; how fast it must be is the benchmark's affair.</summary>
public sealed class ValidationSpeedTests(ITestOutputHelper output)
{
    private const int Rounds = 4000;

    [Fact]
    public void A_bill_of_five_lines_is_judged_again_and_again_with_the_same_result()
    {
        byte[] bill = Encoding.UTF8.GetBytes(FiveLines());
        ValidationContext context = Specimens.ContextOf(Specimens.Commercial) with { VerifiesSeal = false };
        ValidationReport first = CfdiValidator.Validate(bill, context);
        Assert.True(first.Passes, string.Join('\n', first.Findings));
        Measure(bill, context);
        (double micros, long bytes) = Measure(bill, context);
        output.WriteLine($"{micros:F1} microseconds and {bytes:N0} bytes each, without the signature.");
        output.WriteLine($"{Measure(bill, context with { VerifiesSeal = true }).Micros:F1} with it.");
    }

    private static (double Micros, long Bytes) Measure(byte[] bill, ValidationContext context)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < Rounds; round++)
        {
            Assert.Empty(CfdiValidator.Validate(bill, context).Findings);
        }

        return (Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds,
            (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
    }

    /// <summary>The commercial sample with its line five times, and its amounts accordingly.</summary>
    private static string FiveLines()
    {
        string xml = Specimens.Read(Specimens.Commercial);
        string line = Regex.Match(xml, "<cfdi:Concepto .*</cfdi:Concepto>").Value;
        string five = xml.Replace(line, string.Concat(Enumerable.Repeat(line, 5)), StringComparison.Ordinal)
            .Replace("\"1000.00\"", "\"5000.00\"", StringComparison.Ordinal)
            .Replace("\"160.00\"", "\"800.00\"", StringComparison.Ordinal)
            .Replace("\"1160.00\"", "\"5800.00\"", StringComparison.Ordinal);
        return TestSeal.Renew(five);
    }
}
