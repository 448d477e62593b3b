using System.Security.Cryptography;
using System.Text;
using Strangler.Tests.Integration;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(SameOrderEverywhere))]

namespace Strangler.Tests.Integration;

/// <summary>
/// The tests of a class in the same order wherever the assembly lies; xUnit's own order depends on its path, so tests
/// that disturb each other failed on one machine only. Another order: STRANGLER_TEST_ORDER=anything.
/// </summary>
public sealed class SameOrderEverywhere : ITestCaseOrderer
{
    private static readonly string Seed = Environment.GetEnvironmentVariable("STRANGLER_TEST_ORDER") ?? "";

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(one => Place(one.TestCaseDisplayName), StringComparer.Ordinal)];

    private static string Place(string name) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}/{name}")));
}
