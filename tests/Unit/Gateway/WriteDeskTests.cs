using Strangler.Gateway.Writes;

namespace Strangler.Tests.Unit.Gateway;

public sealed class WriteDeskTests
{
    /// <summary>Containers have host names of two letters, and low process ids.</summary>
    [Theory]
    [InlineData("", 1, "/1/0123456789ab")]
    [InlineData("vm", 42, "vm/42/0123456789ab")]
    [InlineData("a-very-long-machine-name.of.a-domain", int.MaxValue, "a-very-long-mach/2147483647/0123456789ab")]
    public void A_gateways_name_fits_whatever_its_machine_is_called(string machine, int process, string name)
    {
        Guid start = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        Assert.Equal(name, WriteDesk.NameOf(machine, process, start));
    }
}
