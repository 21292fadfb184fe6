using System;
using System.Collections.Generic;
using System.Linq;

namespace Exemplars.PluginArchitecture.CoreDNS;

/// <summary>Builds the query chain: who takes part is configured, in which order is fixed here.</summary>
public sealed class ChainAssembly
{
    private static readonly string[] Order = ["errors", "log", "cache", "hosts", "forward"];

    private readonly Dictionary<string, Func<IResponder, IResponder>> _setups = [];

    public void Enable(string name, Func<IResponder, IResponder> setup)
    {
        if (!Order.Contains(name))
        {
            throw new ArgumentException($"'{name}' has no place in the order.", nameof(name));
        }

        if (!_setups.TryAdd(name, setup))
        {
            throw new ArgumentException($"'{name}' is enabled twice.", nameof(name));
        }
    }

    public IResponder Build(IResponder last)
    {
        var chain = last;
        for (var place = Order.Length - 1; place >= 0; place--)
        {
            if (_setups.TryGetValue(Order[place], out var setup))
            {
                chain = setup(chain);
            }
        }

        return chain;
    }
}

public enum ResponseCode
{
    Success,
    ServerFailure,
    Refused,
}

public interface IResponder
{
    ResponseCode Answer(string question, ICollection<string> answers);
}

public sealed class Hosts(IReadOnlyDictionary<string, string> table, IResponder next) : IResponder
{
    public ResponseCode Answer(string question, ICollection<string> answers)
    {
        if (!table.TryGetValue(question, out var address))
        {
            return next.Answer(question, answers);
        }

        answers.Add(address);
        return ResponseCode.Success;
    }
}

public sealed class Refusal : IResponder
{
    public ResponseCode Answer(string question, ICollection<string> answers) => ResponseCode.Refused;
}
