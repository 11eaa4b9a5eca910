import PrimeVue from "primevue/config";
import AutoComplete from "primevue/autocomplete";
import Checkbox from "primevue/checkbox";
import InputText from "primevue/inputtext";
import Select from "primevue/select";
import { createApp, ref } from "vue";

createApp({
  components: { AutoComplete, Checkbox, InputText, Select },
  setup() {
    const cities = ["Lima", "Lisbon", "Lyon", "Oslo"];
    const found = ref([]);
    const search = ({ query }) => (found.value = cities.filter((one) => one.toLowerCase().startsWith(query.toLowerCase())));
    return { name: ref(""), plan: ref(null), city: ref(""), terms: ref(false), found, search, plans: ["Free", "Firm"] };
  },
  template: `
    <p><label for="name">Name</label> <InputText id="name" v-model="name" /></p>
    <p><label id="plan">Plan</label> <Select v-model="plan" :options="plans" aria-labelledby="plan" placeholder="None yet" /></p>
    <p><label for="city">City</label> <AutoComplete inputId="city" v-model="city" :suggestions="found" @complete="search" :delay="50" /></p>
    <p><Checkbox v-model="terms" inputId="terms" binary /> <label for="terms">I agree</label></p>
    <p>{{ name }}, {{ plan }}, {{ city }}, {{ terms }}</p>`,
}).use(PrimeVue, { unstyled: true }).mount("#app");
