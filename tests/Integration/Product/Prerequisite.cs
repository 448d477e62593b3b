
namespace Strangler.Tests.Integration.Product;

/// <summary>What a test needs of its machine: without it the test is skipped, and fails under CI.</summary>
internal static class Prerequisite
{
    private static bool UnderCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    public static void Require(bool present, string whatToDo)
    {
        if (!present && UnderCi)
        {
            Assert.Fail(whatToDo);
        }

        Assert.SkipUnless(present, whatToDo);
    }
}
