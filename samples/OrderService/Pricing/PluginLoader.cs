namespace OrderService.Pricing;

/// <summary>Creates the pricing rules of every assembly in a folder.</summary>
internal sealed class PluginLoader(string folder)
{
    public IReadOnlyList<IPricingRule> Load()
    {
        var rules = new List<IPricingRule>();
        if (!Directory.Exists(folder))
        {
            return rules;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.dll"))
        {
            // violates PAT0101: one broken assembly stops the service.
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            // violates PAT0102: a type with a missing dependency hides all the others.
            foreach (var type in assembly.GetTypes())
            {
                if (typeof(IPricingRule).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
                {
                    rules.Add((IPricingRule)Activator.CreateInstance(type)!);
                }
            }
        }

        return rules;
    }
}
